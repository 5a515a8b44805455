// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.common.Environment;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Unsubscribe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Requests, answers, and the loss of the link. */
final class ClientConnectionTest {

    private final HandClock clock = new HandClock();
    private final ScriptedBroker broker = new ScriptedBroker(clock);

    @Test
    void waitsForAnAnswerOnlySoLong() {
        ClientConnection connection = open();
        broker.holds(Unsubscribe.class);
        AtomicReference<Thread> thread = new AtomicReference<>();
        CompletableFuture<ErrorCode> code = inThread(thread, () -> connection.call(new Unsubscribe("s")));

        clock.awaitAsleep(thread.get());
        clock.advanceMillis(999);
        assertThat(code).isNotDone();
        clock.advanceMillis(1);
        assertThat(code.join()).isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void waitsForASentMessageAsLongAsTheBrokerTakes() {
        ClientConnection connection = open();
        broker.holds(Send.class);
        AtomicReference<Thread> thread = new AtomicReference<>();
        CompletableFuture<ErrorCode> code = inThread(thread, () -> connection.call(new Send(message(), 0)));

        clock.awaitAsleep(thread.get());
        clock.advanceMillis(3_600_000);
        assertThat(code).isNotDone();
        broker.answersHeld(Send.class, Reply.Done.INSTANCE);
        assertThat(code.join()).isNull();
    }

    @Test
    void keepsAnInterruptForLaterAndGoesOnWaiting() {
        ClientConnection connection = open();
        broker.holds(Send.class);
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        CompletableFuture<ErrorCode> code = inThread(thread, () -> {
            connection.call(new Send(message(), 0));
            interrupted.set(Thread.interrupted());
        });

        clock.awaitAsleep(thread.get());
        thread.get().interrupt();
        clock.awaitAsleep(thread.get());
        broker.answersHeld(Send.class, Reply.Done.INSTANCE);
        assertThat(code.join()).isNull();
        assertThat(interrupted.get()).isTrue();
    }

    @Test
    void refusalsBecomeExceptions() {
        ClientConnection connection = open();
        broker.refuses(Unsubscribe.class, ErrorCode.UNKNOWN_SUBSCRIPTION);
        assertThat(refusalOf(() -> connection.call(new Unsubscribe("s")))).isEqualTo(ErrorCode.UNKNOWN_SUBSCRIPTION);
        broker.refuses(Connect.class, ErrorCode.INVALID_CLIENT_ID);
        assertThat(refusalOf(this::open)).isEqualTo(ErrorCode.INVALID_CLIENT_ID);
    }

    @Test
    void tellsOfItsLossOnce() {
        ClientConnection connection = open();
        List<String> told = new ArrayList<>();
        connection.whenLost(reason -> told.add("first " + reason.code()));
        assertThat(connection.lost()).isNull();
        broker.isLost();
        broker.isLost();
        assertThat(told).containsExactly("first CONNECTION_LOST");
        connection.whenLost(reason -> told.add("late " + reason.code()));
        assertThat(told).containsExactly("first CONNECTION_LOST", "late CONNECTION_LOST");
        assertThat(connection.lost()).isNotNull();
    }

    @Test
    void givesEveryProducerAPrefixOfItsOwn() {
        ClientConnection connection = open();
        assertThat(connection.nextProducer()).isEqualTo("c1.1");
        assertThat(connection.nextProducer()).isEqualTo("c1.2");
    }

    private ClientConnection open() {
        return ClientConnection.open(
                broker.connector(),
                new Environment(clock, new HandExecutor()),
                ClientPolicy.DEFAULT.withReplyTimeoutMillis(1_000),
                Patience.NONE);
    }

    private static FrozenMessage message() {
        return FrozenMessage.to(Address.queue("q"), new MessageId("p", 1)).build();
    }

    private static CompletableFuture<ErrorCode> inThread(AtomicReference<Thread> thread, Runnable call) {
        CompletableFuture<ErrorCode> code = new CompletableFuture<>();
        thread.set(new Thread(() -> code.complete(refusalOf(call))));
        thread.get().setDaemon(true);
        thread.get().start();
        return code;
    }

    private static ErrorCode refusalOf(Runnable call) {
        ProviderException refusal = catchThrowableOfType(ProviderException.class, call::run);
        return refusal == null ? null : refusal.code();
    }
}
