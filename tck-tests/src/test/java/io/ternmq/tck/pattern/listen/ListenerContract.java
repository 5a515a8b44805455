// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.listen.Acknowledgement;
import io.ternmq.api.listen.DeadLetter;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.Retry;
import io.ternmq.tck.pattern.Ground;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of single messages. */
abstract class ListenerContract extends ListenStage {

    ListenerContract(Ground ground) {
        super(ground);
    }

    /** Takes orders. */
    public static final class Clerk {

        private final List<Order> taken = new CopyOnWriteArrayList<>();

        @QueueListener("orders")
        public void take(Order order) {
            taken.add(order);
        }
    }

    @Test
    void handsOverThePayloadAndConsumesTheMessage() {
        Clerk clerk = new Clerk();
        try (var set = listen(clerk)) {
            order("a", 3);
            await("the order", () -> clerk.taken.size() == 1);
            await("the count", () -> set.views().get(0).metrics().processed() == 1);
        }
        assertThat(clerk.taken).containsExactly(new Order("a", 3));
        assertThat(isEmpty("orders")).isTrue();
    }

    @Test
    void putsWhatDoesNotFitAsideWithThePlace() throws Exception {
        FailureLog log = failures();
        listen(new Clerk());
        send("orders", "{\"id\":\"a\",\"amount\":\"many\"}");
        Message dead = deadLetterOf("orders");
        assertThat(dead.getStringProperty(MessageProperties.DEAD_LETTER_PATH)).isEqualTo("$.amount");
        assertThat(log.linesWith("Clerk.take")).singleElement().asString().contains("goes to DLQ.orders", "attempt 1");
    }

    /** Answers. */
    public static final class Shouter {

        @QueueListener("shout")
        public String shout(String text) {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("nothing to shout");
            }
            return text + '!';
        }

        @QueueListener("later")
        public CompletionStage<String> later(String text) {
            return CompletableFuture.supplyAsync(() -> text + "...");
        }
    }

    private Message ask(String queue, String text) {
        JMSContext context = plain();
        TemporaryQueue place = context.createTemporaryQueue();
        context.createProducer().setJMSReplyTo(place).setJMSCorrelationID("c1").send(context.createQueue(queue), text);
        Message reply = context.createConsumer(place).receive(SOON.toMillis());
        assertThat(reply).isNotNull();
        return java.util.Objects.requireNonNull(reply, "asserted");
    }

    @Test
    void repliesWithWhatTheMethodReturns() throws Exception {
        listen(new Shouter());
        Message reply = ask("shout", "hey");
        assertThat(textOf(reply)).isEqualTo("hey!");
        assertThat(reply.getJMSCorrelationID()).isEqualTo("c1");
        assertThat(textOf(ask("later", "hm"))).isEqualTo("hm...");
    }

    @Test
    void tellsWhoHasAskedOfTheFailure() throws Exception {
        FailureLog log = failures();
        listen(new Shouter());
        Message reply = ask("shout", "");
        assertThat(reply.getStringProperty(MessageProperties.ERROR_CODE)).isEqualTo("IllegalArgumentException");
        assertThat(isEmpty("DLQ.shout")).isTrue();
        assertThat(log.linesWith("Shouter.shout")).hasSize(1);
    }

    /** Fails. */
    public static final class Grump {

        private final AtomicInteger attempts = new AtomicInteger();

        @QueueListener("grump")
        @Retry(maxAttempts = 3, delay = "1ms", multiplier = 1)
        @DeadLetter("graveyard")
        public void refuse(String text) {
            attempts.incrementAndGet();
            if (text.equals("error")) {
                throw new AssertionError("not today");
            }
            throw new IllegalStateException("not today");
        }

        @QueueListener("fussy")
        @Retry(maxAttempts = 5, delay = "1ms", notOn = IllegalArgumentException.class)
        public void fuss(String text) {
            attempts.incrementAndGet();
            throw new IllegalArgumentException(text);
        }
    }

    @Test
    void triesAgainAndThenPutsAsideWithOneLineForEachFailure() throws Exception {
        FailureLog log = failures();
        Grump grump = new Grump();
        listen(grump);
        send("grump", "x");
        Message dead = take("graveyard");
        assertThat(textOf(dead)).isEqualTo("x");
        assertThat(grump.attempts).hasValue(3);
        List<String> lines = log.linesWith("Grump.refuse");
        assertThat(lines).hasSize(3).allMatch(line -> line.contains("queue://grump message ID:"));
        assertThat(lines.get(0)).contains("attempt 1").contains("next attempt in 1 ms");
        assertThat(lines.get(2)).contains("attempt 3").contains("goes to graveyard");
    }

    @Test
    void anErrorFailsTheAttemptAndNotTheListener() throws Exception {
        Grump grump = new Grump();
        listen(grump);
        send("grump", "error", "error");
        assertThat(next(2, "graveyard")).containsExactly("error", "error");
        assertThat(grump.attempts).hasValue(6);
    }

    @Test
    void whatIsFinalHasOneAttempt() throws Exception {
        Grump grump = new Grump();
        listen(grump);
        send("fussy", "never");
        Message dead = deadLetterOf("fussy");
        assertThat(dead.getIntProperty(MessageProperties.DEAD_LETTER_ATTEMPTS)).isEqualTo(1);
        assertThat(dead.getStringProperty(MessageProperties.DEAD_LETTER_CAUSE)).contains("never");
    }

    /** Takes its time. */
    public static final class Sleeper {

        private final CountDownLatch never = new CountDownLatch(1);
        private final List<Boolean> flags = new CopyOnWriteArrayList<>();
        private final AtomicInteger interrupts = new AtomicInteger();
        private final CompletableFuture<String> stage = new CompletableFuture<>();

        /** The time is for both messages: one that takes no time has to be through within it. */
        @QueueListener(value = "slow", timeout = "500ms")
        public void sleep(String text) throws InterruptedException {
            flags.add(Thread.currentThread().isInterrupted());
            try {
                if (text.equals("long")) {
                    never.await();
                }
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
                Thread.currentThread().interrupt();
                throw e;
            }
        }

        @QueueListener(value = "stage", timeout = "30ms")
        public CompletionStage<String> later(String text) {
            return stage;
        }
    }

    @Test
    void interruptsWhatTakesTooLongAndLeavesNoFlag() throws Exception {
        FailureLog log = failures();
        Sleeper sleeper = new Sleeper();
        listen(sleeper);
        send("slow", "long");
        Message dead = deadLetterOf("slow");
        assertThat(dead.getStringProperty(MessageProperties.DEAD_LETTER_CAUSE)).contains("timeout");
        assertThat(log.linesWith("Sleeper.sleep")).singleElement().asString().contains("longer than its timeout");
        send("slow", "short");
        await("the next one", () -> sleeper.flags.size() == 2);
        assertThat(sleeper.flags).containsExactly(false, false);
        assertThat(sleeper.interrupts).hasValue(1);
    }

    @Test
    void cancelsAStageThatTakesTooLong() throws Exception {
        Sleeper sleeper = new Sleeper();
        listen(sleeper);
        send("stage", "x");
        assertThat(textOf(deadLetterOf("stage"))).isEqualTo("x");
        await("the cancel", sleeper.stage::isCancelled);
    }

    /** Settles by itself. */
    public static final class Settler {

        private final List<Acknowledgement> handles = new CopyOnWriteArrayList<>();

        @QueueListener("settle")
        @Retry(maxAttempts = 2, delay = "1ms")
        public void take(String text, Acknowledgement handle) {
            handles.add(handle);
            if (text.equals("early")) {
                handle.acknowledge();
            }
        }
    }

    @Test
    void aHandleSettlesFromAnyThreadOnce() throws Exception {
        Settler settler = new Settler();
        try (var set = listen(settler)) {
            send("settle", "late", "early");
            await("the first", () -> settler.handles.size() == 1);
            assertThat(set.views().get(0).metrics().processed()).isZero();
            settler.handles.get(0).acknowledge();
            await("both", () -> set.views().get(0).metrics().processed() == 2);
            Throwable twice = catchThrowable(settler.handles.get(0)::acknowledge);
            assertThat(codeOf(twice)).isEqualTo(ErrorCode.ILLEGAL_STATE);
        }
        assertThat(isEmpty("settle")).isTrue();
    }

    @Test
    void aHandleFailsAndRejects() throws Exception {
        Settler settler = new Settler();
        listen(settler);
        send("settle", "x");
        await("the first attempt", () -> settler.handles.size() == 1);
        settler.handles.get(0).fail(new IllegalStateException("once more"));
        await("the second attempt", () -> settler.handles.size() == 2);
        settler.handles.get(1).reject(new IllegalStateException("enough"));
        Message dead = deadLetterOf("settle");
        assertThat(dead.getStringProperty(MessageProperties.DEAD_LETTER_CAUSE)).contains("enough");
    }
}
