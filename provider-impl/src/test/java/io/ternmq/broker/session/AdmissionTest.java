// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Peer;
import io.ternmq.broker.Fact;
import io.ternmq.broker.ManualTime;
import io.ternmq.broker.engine.Shard;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.common.Environment;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.LinkService;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.routing.PatternMap;
import io.ternmq.store.memory.MemoryMedium;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets through the door of the broker. */
class AdmissionTest {

    private static final Peer REMOTE = Peer.remote("10.0.0.1:4711");
    private static final Authenticator ANN = (user, password, peer) ->
            user.equals("ann") && String.valueOf(password).equals("secret") ? Optional.of("Ann") : Optional.empty();

    private final AtomicInteger departures = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"ann, secret, true", "ann, wrong, false", "eve, secret, false", "ann, '', false", "ann,, false",
        ",, true", ", secret, true"})
    void letsInWhomTheAuthenticatorKnows(@Nullable String user, @Nullable String password, boolean letIn) {
        BrokerService service = service(ANN);
        Reply reply = connect(service, user, password);

        assertThat(reply instanceof Reply.Connected).isEqualTo(letIn);
        assertThat(service.openConnections()).isEqualTo(letIn ? 1 : 0);
        assertThat(departures).hasValue(letIn ? 0 : 1);
    }

    @Test
    void withoutAnAuthenticatorNobodyIsChecked() {
        BrokerService service = new BrokerService(shard(), departures::incrementAndGet);
        assertThat(connect(service, "eve", "whatever")).isInstanceOf(Reply.Connected.class);
        assertThat(connect(service, "eve", null)).isInstanceOf(Reply.Connected.class);
        assertThat(connect(service.doorFor(REMOTE), null, null)).isInstanceOf(Reply.Connected.class);
    }

    @Test
    void theNamelessFromElsewhereAreTurnedAwayUnlessTheAuthenticatorSaysOtherwise() {
        Authenticator open = new Authenticator() {
            @Override
            public Optional<String> authenticate(String user, char[] password, Peer peer) {
                return Optional.empty();
            }

            @Override
            public Optional<String> authenticateAnonymous(Peer peer) {
                return Optional.of("guest");
            }
        };

        assertThat(connect(service(ANN).doorFor(REMOTE), null, null)).isInstanceOf(Reply.Refused.class);
        assertThat(connect(service(ANN).doorFor(REMOTE), "ann", "secret")).isInstanceOf(Reply.Connected.class);
        assertThat(connect(service(open).doorFor(REMOTE), null, null)).isInstanceOf(Reply.Connected.class);
    }

    @Test
    void doesNotTellWhatWasWrong() {
        BrokerService service = service(ANN);
        assertThat(connect(service, "held", null, null)).isInstanceOf(Reply.Connected.class);
        Reply.Refused wrongUser = (Reply.Refused) connect(service, "held", "eve", "secret");
        Reply.Refused wrongPassword = (Reply.Refused) connect(service, "ann", "wrong");

        assertThat(wrongUser).isEqualTo(wrongPassword);
        assertThat(wrongUser.code()).isEqualTo(ErrorCode.SECURITY);
        assertThat(wrongPassword.message()).contains("user name or the password");
    }

    @Test
    void whatTheAuthenticatorThrowsIsARefusalWithoutItsWords() {
        Reply reply = connect(service((user, password, peer) -> {
            throw new IllegalStateException("directory down");
        }), "ann", "secret");

        assertThat(reply).isInstanceOfSatisfying(Reply.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.SECURITY);
            assertThat(refused.message()).doesNotContain("directory");
        });
    }

    @Test
    @SuppressWarnings("NullAway") // what an authenticator must not do
    void anAuthenticatorThatBreaksItsPromisesRefusesAndLeavesNothingOpen() {
        BrokerService speechless = service((user, password, peer) -> null);
        BrokerService broken = service((user, password, peer) -> {
            throw new NoClassDefFoundError("directory");
        });

        for (BrokerService service : List.of(speechless, broken)) {
            assertThat(connect(service, "ann", "secret")).isInstanceOfSatisfying(
                    Reply.Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SECURITY));
            assertThat(service.openConnections()).isZero();
        }
    }

    @Test
    void wipesThePasswordThatItHandedOut() {
        List<char[]> seen = new ArrayList<>();
        connect(service((user, password, peer) -> {
            seen.add(password);
            return Optional.empty();
        }), "ann", "secret");

        assertThat(seen).singleElement().isEqualTo(new char[6]);
    }

    @Test
    void anAuthenticatorThatBlocksHoldsNobodyElseUp() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        BrokerService service = service((user, password, peer) -> {
            thread.set(Thread.currentThread());
            asked.countDown();
            await(answered);
            return Optional.of(user);
        });
        Thread slow = new Thread(() -> connect(service, "ann", "secret"));
        slow.start();
        await(asked);

        assertThat(connect(service, null, null)).isInstanceOf(Reply.Connected.class);
        answered.countDown();
        slow.join();
        assertThat(thread).hasValue(slow);
        assertThat(service.openConnections()).isEqualTo(2);
    }

    @Test
    void aSecondConnectIsRefusedAndLeavesTheConnectionAlone() {
        BrokerService service = service(ANN);
        LinkPeer peer = service.accept(new Deaf());
        assertThat(ask(peer, new Connect(null, "ann", "secret"))).isInstanceOf(Reply.Connected.class);

        assertThat(ask(peer, new Connect(null, "ann", "wrong"))).isInstanceOfSatisfying(
                Reply.Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ILLEGAL_STATE));
        assertThat(service.openConnections()).isOne();
        assertThat(peer.toString()).contains("Ann").doesNotContain("secret");
        assertThat(ask(peer, new Disconnect())).isInstanceOf(Reply.Done.class);
    }

    private BrokerService service(Authenticator authenticator) {
        return new BrokerService(shard(), new Admission(authenticator), departures::incrementAndGet);
    }

    private static Shard shard() {
        return new Shard(
                new BrokerState(BrokerPolicy.defaults(), PatternMap.empty()),
                new MemoryMedium<Fact>().open(),
                new Environment(new ManualTime(), task -> { }),
                "admission",
                cause -> { });
    }

    private static Reply connect(LinkService service, @Nullable String user, @Nullable String password) {
        return connect(service, null, user, password);
    }

    private static Reply connect(
            LinkService service, @Nullable String clientId, @Nullable String user, @Nullable String password) {
        return ask(service.accept(new Deaf()), new Connect(clientId, user, password));
    }

    private static Reply ask(LinkPeer peer, Request request) {
        AtomicReference<Reply> answer = new AtomicReference<>();
        peer.onRequest(request, answer::set);
        assertThat(answer.get()).as("an answer at once").isNotNull();
        return answer.get();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** A client that hears nothing. */
    private static final class Deaf implements LinkEvents {

        @Override
        public void onEvent(Event event) {
            throw new AssertionError(event);
        }

        @Override
        public void onLost(ProviderException reason) {
            throw new AssertionError(reason);
        }
    }
}
