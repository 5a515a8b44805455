// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.Action;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.Permission;
import io.ternmq.api.policy.SecurityPolicy;
import io.ternmq.api.server.CertificateUsers;
import io.ternmq.api.server.Users;
import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import io.ternmq.broker.Fact;
import io.ternmq.broker.ManualTime;
import io.ternmq.broker.engine.Shard;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.common.Environment;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.message.Address;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.RecoverBranches;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.sasl.Login;
import io.ternmq.protocol.sasl.Mechanisms;
import io.ternmq.protocol.sasl.SaslClient;
import io.ternmq.protocol.sasl.SaslServer;
import io.ternmq.routing.PatternMap;
import io.ternmq.store.memory.MemoryMedium;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How clients behind a network come in. */
final class NetworkDoorTest {

    private static final Peer FAR = Peer.remote("/10.0.0.1:4711");
    private static final Peer FAR_TLS = Peer.encrypted("10.0.0.1:4711", null);
    private static final Peer FAR_OWNER = Peer.encrypted("10.0.0.1:4711", "CN=orders,O=Example");
    private static final Peer NEAR = Peer.remote("localhost/127.0.0.1:4711");
    private static final Users USERS =
            Users.of(Map.of("ann", "of-ann"), 4096).withRoles(Map.of("ann", Set.of("clerk")));
    private static final Authenticator OWN = (user, password, peer) ->
            String.valueOf(password).equals("of-" + user) ? Optional.of(user) : Optional.empty();

    private final ManualTime time = new ManualTime();
    private final LoginWatch watch = new LoginWatch(time);

    @Test
    void withoutUsersTheOwnMachineComesInWithoutAName() {
        NetworkDoor door = door(null, SecurityPolicy.defaults());

        assertThat(door.mechanisms(NEAR)).containsExactly("ANONYMOUS");
        assertThat(door.mechanisms(Peer.remote("/[0:0:0:0:0:0:0:1]:4711"))).containsExactly("ANONYMOUS");
        assertThat(door.mechanisms(FAR)).isEmpty();
        assertThat(door.mechanisms(FAR_TLS)).isEmpty();
        assertThat(door.mechanisms(Peer.remote("127.0.0.1.example.com:1"))).isEmpty();
        assertThat(door.mechanisms(Peer.remote("localhost:1"))).isEmpty();
        assertThat(login(door, NEAR, null, null)).contains(Identity.named("anonymous"));
        assertThatThrownBy(() -> door.authenticate("ANONYMOUS", FAR)).isInstanceOf(ProviderException.class);
    }

    @Test
    void otherMachinesComeInWithoutANameWhenTheSettingsSaySo() {
        SecurityPolicy open = SecurityPolicy.defaults().withAllowAnonymous(true);

        assertThat(login(door(null, open), FAR, null, null)).contains(Identity.named("anonymous"));
        assertThat(login(door(USERS, open), FAR, null, null)).contains(Identity.named("anonymous"));
        assertThat(door(USERS, SecurityPolicy.defaults()).mechanisms(NEAR)).doesNotContain("ANONYMOUS");
    }

    @Test
    void aPasswordIsNotAskedForInClearText() {
        NetworkDoor strict = door(USERS, SecurityPolicy.defaults());

        assertThat(strict.mechanisms(FAR)).containsExactly("SCRAM-SHA-256");
        assertThat(strict.mechanisms(FAR_TLS)).containsExactly("SCRAM-SHA-256", "PLAIN");
        assertThatThrownBy(() -> strict.authenticate("PLAIN", FAR)).isInstanceOf(ProviderException.class);
        assertThat(door(OWN, SecurityPolicy.defaults()).mechanisms(FAR)).isEmpty();
        assertThat(door(OWN, SecurityPolicy.defaults()).mechanisms(FAR_TLS)).containsExactly("PLAIN");
        assertThat(door(OWN, SecurityPolicy.defaults().withAllowPlain(true)).mechanisms(FAR)).containsExactly("PLAIN");
    }

    @Test
    void usersComeInWithTheirRoles() {
        Identity ann = new Identity("ann", Set.of("clerk"));

        assertThat(login(door(USERS, SecurityPolicy.defaults()), FAR, "ann", "of-ann")).contains(ann);
        assertThat(login(door(USERS, SecurityPolicy.defaults()), FAR, "ann", "of-bob")).isEmpty();
        assertThat(login(door(USERS, SecurityPolicy.defaults()), FAR, "eve", "of-ann")).isEmpty();
        NetworkDoor own = door(OWN, SecurityPolicy.defaults());
        assertThat(login(own, FAR_TLS, "ann", "of-ann")).contains(Identity.named("ann"));
        assertThat(login(own, FAR_TLS, "ann", "of-bob")).isEmpty();
    }

    @Test
    void theOwnerOfACertificateComesInByIt() {
        NetworkDoor door = door(
                CertificateUsers.of(Map.of("cn=Orders, o=example", new Identity("ann", Set.of("robot")))).beside(USERS),
                SecurityPolicy.defaults());

        assertThat(door.mechanisms(FAR_OWNER)).containsExactly("SCRAM-SHA-256", "PLAIN", "EXTERNAL");
        assertThat(login(door, FAR_OWNER, null, null)).contains(new Identity("ann", Set.of("robot", "clerk")));
        assertThat(door.mechanisms(FAR_TLS)).doesNotContain("EXTERNAL");
        Peer stranger = Peer.encrypted("10.0.0.1:4711", "CN=else");
        assertThat(login(door, stranger, null, null)).isEmpty();
    }

    @Test
    void whoGuessesHasToWait() {
        NetworkDoor door = door(USERS, SecurityPolicy.defaults());
        for (int i = 0; i < LoginWatch.FREE_FOR_USER; i++) {
            assertThat(login(door, FAR, "ann", "guess" + i)).isEmpty();
        }

        assertThat(login(door, FAR, "ann", "of-ann")).isEmpty();
        time.advance(LoginWatch.FIRST_WAIT_MILLIS);
        assertThat(login(door, FAR, "ann", "of-ann")).isPresent();
    }

    @Test
    void anAuthenticatorThatFailsRefusesAndIsNoGuess() {
        NetworkDoor door = door((user, password, peer) -> {
            throw new IllegalStateException("directory down");
        }, SecurityPolicy.defaults());

        for (int i = 0; i < 2 * LoginWatch.FREE_FOR_USER; i++) {
            assertThat(login(door, FAR_TLS, "ann", "of-ann")).isEmpty();
        }
        assertThat(watch.mayTry("ann", FAR_TLS)).isTrue();
    }

    @Test
    void aSessionIsBornWithItsIdentityAndItsConnectIsNotCheckedAgain() {
        NetworkDoor door = door(USERS, SecurityPolicy.defaults());
        LinkPeer session = door.accept(new Deaf(), FAR, new Identity("ann", Set.of("clerk")));

        assertThat(ask(session, new Connect("id", "eve", "wrong"))).isInstanceOf(Reply.Connected.class);
        assertThat(session.toString()).contains("ann");
        assertThat(ask(session, new Connect("id", null, null))).isInstanceOfSatisfying(
                Reply.Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ILLEGAL_STATE));
    }

    @Test
    void theConnectionOfAnotherLinkIsWrappedAsTheOthersAre() {
        AtomicReference<String> wrapped = new AtomicReference<>("");
        NetworkDoor door = new NetworkDoor(service(USERS, SecurityPolicy.defaults()), link -> client -> {
            wrapped.set("wrapped");
            return link.accept(client);
        }, SecurityPolicy.defaults(), watch, new Random(1));
        door.accept(new Deaf(), FAR, Identity.named("ann"));

        assertThat(wrapped).hasValue("wrapped");
    }

    @Test
    void whatARoleMayNotIsRefusedBeforeTheShard() {
        NetworkDoor door = door(USERS, SecurityPolicy.defaults().withPermissions(List.of(
                Permission.of("orders", "clerk", Action.CONSUME, Action.CREATE))));
        LinkPeer session = door.accept(new Deaf(), FAR, new Identity("ann", Set.of("clerk")));
        assertThat(ask(session, new Connect(null, null, null))).isInstanceOf(Reply.Connected.class);

        assertThat(ask(session, consumer(1, "orders"))).isInstanceOf(Reply.Done.class);
        assertThat(ask(session, consumer(2, "stock"))).isInstanceOf(Reply.Refused.class);
        assertThat(ask(session, new Browse(Address.queue("orders"), null, 0, 1))).isInstanceOf(Reply.Refused.class);
        assertThat(ask(session, new RecoverBranches())).isInstanceOfSatisfying(
                Reply.Refused.class,
                refused -> assertThat(refused.message()).contains("MANAGE for queue://ternmq.transactions"));
    }

    @Test
    void theGuardKnowsTheSameUsersAndPermissions() {
        Guard guard = new Guard(new Admission(USERS), watch, AccessRules.of(List.of(
                Permission.of("orders.#", "clerk", Action.MANAGE))));
        Identity ann = guard.identify("ann", "of-ann".toCharArray(), FAR).orElseThrow();

        assertThat(guard.may(ann, Action.MANAGE, "orders.eu")).isTrue();
        assertThat(guard.may(ann, Action.MANAGE, "stock")).isFalse();
        assertThat(guard.identifyNameless(NEAR)).isEmpty();
        for (int i = 0; i < LoginWatch.FREE_FOR_USER; i++) {
            assertThat(guard.identify("ann", "of-bob".toCharArray(), FAR)).isEmpty();
        }
        assertThat(guard.identify("ann", "of-ann".toCharArray(), FAR)).isEmpty();
    }

    private static OpenConsumer consumer(long number, String queue) {
        return new OpenConsumer(number, new Source.OfQueue(Address.queue(queue)), null);
    }

    private NetworkDoor door(@Nullable Authenticator users, SecurityPolicy policy) {
        return new NetworkDoor(service(users, policy), UnaryOperator.identity(), policy, watch, new Random(1));
    }

    private BrokerService service(@Nullable Authenticator users, SecurityPolicy policy) {
        Shard shard = new Shard(
                new BrokerState(BrokerPolicy.defaults(), PatternMap.empty()),
                new MemoryMedium<Fact>().open(),
                new Environment(time, task -> { }),
                "door",
                cause -> { });
        return new BrokerService(shard, new Admission(users), AccessRules.of(policy.permissions()), () -> { });
    }

    /** The whole dialogue, as link and acceptor lead it. */
    private static Optional<Identity> login(
            NetworkDoor door, Peer peer, @Nullable String user, @Nullable String password) {
        Login login = new Login(
                user, password, peer.isEncrypted(), peer.isLoopback(), peer.certificate() != null, false);
        SaslClient client = Mechanisms.choose(door.mechanisms(peer), login, new Random(2));
        SaslServer server = door.authenticate(client.mechanism(), peer);
        SaslServer.Step step = server.next(client.begin());
        if (step instanceof SaslServer.Step.Challenge challenge) {
            step = server.next(client.respond(challenge.bytes()));
        }
        if (step instanceof SaslServer.Step.Accepted accepted) {
            client.finish(accepted.outcome());
            return Optional.of(accepted.identity());
        }
        return Optional.empty();
    }

    private static Reply ask(LinkPeer peer, Request request) {
        AtomicReference<Reply> answer = new AtomicReference<>();
        peer.onRequest(request, answer::set);
        assertThat(answer.get()).as("an answer at once").isNotNull();
        return answer.get();
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
