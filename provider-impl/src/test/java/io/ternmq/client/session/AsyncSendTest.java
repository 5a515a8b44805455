// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import static io.ternmq.client.session.SessionStage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Send;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Asynchronous sends and their callbacks. */
final class AsyncSendTest {

    private final SessionStage stage = new SessionStage();
    private final ClientSession session = stage.session(AcknowledgeMode.AUTO);
    private final List<String> ends = Collections.synchronizedList(new ArrayList<>());

    @Test
    void callsBackAfterSendHasReturned() {
        session.sendAsync(message("a"), this, ending("a"));
        assertThat(ends).isEmpty();
        stage.executor.runAll();
        assertThat(ends).containsExactly("a sent");
    }

    @Test
    void callsBackInTheOrderOfSending() {
        stage.broker.holds(Send.class);
        session.sendAsync(message("a"), this, ending("a"));
        session.sendAsync(message("b"), this, ending("b"));
        stage.executor.runAll();
        assertThat(ends).isEmpty();

        stage.broker.answersHeld(Send.class, new Reply.Refused(ErrorCode.RESOURCE_LIMIT, "full"));
        stage.executor.runAll();
        assertThat(ends).containsExactly("a RESOURCE_LIMIT");
        stage.broker.answersHeld(Send.class, Reply.Done.INSTANCE);
        stage.executor.runAll();
        assertThat(ends).containsExactly("a RESOURCE_LIMIT", "b sent");
    }

    @Test
    void goesOnAfterACallbackThatFails() {
        session.sendAsync(message("a"), this, failure -> {
            throw new IllegalArgumentException("should not");
        });
        session.sendAsync(message("b"), this, ending("b"));
        stage.executor.runAll();
        assertThat(ends).containsExactly("b sent");
    }

    @Test
    void closeWaitsForTheCallbacks() {
        session.sendAsync(message("a"), this, ending("a"));
        SessionStage.Receiving closing = stage.new Receiving(() -> {
            session.close();
            return "closed after " + ends;
        }).asleep();

        stage.executor.runAll();
        assertThat(closing.result()).isEqualTo("closed after [a sent]");
    }

    @Test
    void aCallbackMustNotEndItsOwnSessionOrProducer() {
        List<ErrorCode> refusals = new ArrayList<>();
        Object otherProducer = new Object();
        session.sendAsync(message("a"), this, failure -> {
            refusals.add(refusalOf(session::close));
            refusals.add(refusalOf(stage.sessions::close));
            refusals.add(refusalOf(() -> session.awaitSends(this)));
            session.awaitSends(otherProducer);
        });
        stage.executor.runAll();
        assertThat(refusals).containsExactly(
                ErrorCode.ILLEGAL_STATE, ErrorCode.ILLEGAL_STATE, ErrorCode.ILLEGAL_STATE);
    }

    @Test
    void aListenerThatWaitsForItsOwnSendsHasThemCalledBackOnAnotherThread() {
        ClientConsumer consumer = stage.consumer(session);
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        consumer.listen(delivery -> {
            session.sendAsync(message("answer"), this, failure -> threads.add(Thread.currentThread()));
            session.awaitSends(this);
            threads.add(Thread.currentThread());
        });
        stage.broker.delivers(1, 10, "a");

        SessionStage.Receiving turn = stage.new Receiving(() -> {
            stage.executor.runAll();
            return "turn over";
        }).asleep();
        stage.executor.runAll();
        assertThat(turn.result()).isEqualTo("turn over");
        assertThat(threads).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aCallbackMaySendWhileItsSessionIsStillSending() {
        session.sendAsync(message("a"), this, failure -> session.send(message("from the callback")));
        AtomicReference<SessionStage.Receiving> turn = new AtomicReference<>();
        stage.broker.reacts(Send.class, () -> turn.set(stage.new Receiving(() -> {
            stage.executor.runAll();
            return "turn over";
        }).asleep()));
        session.sendAsync(message("b"), this, ending("b"));
        assertThat(turn.get().result()).isEqualTo("turn over");
        assertThat(ends).containsExactly("b sent");
        stage.broker.hears("send a", "send b", "send from the callback");
    }

    @Test
    void callsBackWhenTheConnectionIsClosed() {
        stage.connection.close();
        session.sendAsync(message("a"), this, ending("a"));
        stage.executor.runAll();
        assertThat(ends).containsExactly("a ILLEGAL_STATE");
    }

    private SendCallback ending(String name) {
        return failure -> ends.add(name + ' ' + (failure == null ? "sent" : failure.code()));
    }

    private static ErrorCode refusalOf(Runnable call) {
        ProviderException refusal = catchThrowableOfType(ProviderException.class, call::run);
        return refusal == null ? null : refusal.code();
    }
}
