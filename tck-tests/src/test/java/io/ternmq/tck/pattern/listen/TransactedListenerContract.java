// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.BatchOutcome;
import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.listen.ListenerPlan;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.Retry;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.tck.pattern.Ground;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.XAJMSContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners in transactions of a transaction manager that has another broker as its second resource. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class TransactedListenerContract {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String THERE = "there";

    private final Ground ground;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final TernXAConnectionFactory other =
            new TernXAConnectionFactory("vm://other-" + UUID.randomUUID() + "?store=memory");
    private @Nullable ConnectionFactory here;

    TransactedListenerContract(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    final void openProvider() throws Exception {
        Ground.Place place = ground.open("transacted-" + UUID.randomUUID());
        open.push(place.end());
        here = place.factory();
        keep(here().createConnection());
        keep(other.createConnection());
    }

    @AfterEach
    final void closeEverything() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private ConnectionFactory here() {
        return Objects.requireNonNull(here, "opened before each test");
    }

    private <C extends AutoCloseable> C keep(C closeable) {
        open.push(closeable);
        return closeable;
    }

    private ListenerSet listen(Object bean) {
        return listen(bean, here());
    }

    private ListenerSet listen(Object bean, ConnectionFactory factory) {
        ListenerPlan plan = ListenerPlan.create(name -> null);
        plan.add(BeanSource.of(bean));
        return keep(plan.start(keep(Messaging.over(factory)), new Narayana()));
    }

    private void send(String... texts) {
        try (JMSContext context = here().createContext()) {
            for (String text : texts) {
                context.createProducer().send(context.createQueue("in"), text);
            }
        }
    }

    private @Nullable Message take(ConnectionFactory factory, String queue, long millis) {
        JMSContext context = keep(factory.createContext());
        JMSConsumer consumer = context.createConsumer(context.createQueue(queue));
        return consumer.receive(millis);
    }

    private String arrival() throws Exception {
        Message message = take(other, THERE, SOON.toMillis());
        assertThat(message).as("at the other broker").isNotNull();
        return message == null ? "" : message.getBody(String.class);
    }

    private boolean isEmpty(ConnectionFactory factory, String queue) {
        return take(factory, queue, 100) == null;
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s within %s", what, SOON).isLessThan(deadline);
            LockSupport.parkNanos(100_000);
        }
    }

    /** Passes on to the other broker, and fails as often as it is told. */
    public static final class Courier {

        private final TernXAConnectionFactory other;
        private final List<String> seen = new CopyOnWriteArrayList<>();

        Courier(TernXAConnectionFactory other) {
            this.other = other;
        }

        @QueueListener("in")
        @Retry(maxAttempts = 2, delay = "1ms", notOn = IllegalArgumentException.class)
        public String carry(String text) throws Exception {
            seen.add(text);
            try (XAJMSContext context = other.createXAContext()) {
                Narayana.manager().getTransaction().enlistResource(context.getXAResource());
                context.createProducer().send(context.createQueue(THERE), text);
                Narayana.manager().getTransaction().delistResource(
                        context.getXAResource(), javax.transaction.xa.XAResource.TMSUCCESS);
            }
            boolean isFirst = seen.stream().filter(text::equals).count() == 1;
            if (text.equals("final")) {
                throw new IllegalArgumentException("never");
            } else if (text.equals("thrown") && isFirst) {
                throw new IllegalStateException("once more");
            } else if (text.equals("marked") && isFirst) {
                Narayana.manager().setRollbackOnly();
            }
            return text;
        }
    }

    @Test
    void consumptionAndTheOtherResourceAreOneTransaction() throws Exception {
        ListenerSet set = listen(new Courier(other));
        send("good");
        assertThat(arrival()).isEqualTo("good");
        await("the count", () -> set.views().get(0).metrics().processed() == 1);
        assertThat(set.close(SOON)).isTrue();
        assertThat(isEmpty(here(), "in")).isTrue();
    }

    @Test
    void aFailedAttemptUndoesBothAndIsMadeAgain() throws Exception {
        FailureLog log = new FailureLog();
        keep((AutoCloseable) log::close);
        Courier courier = new Courier(other);
        ListenerSet set = listen(courier);
        send("thrown");
        assertThat(arrival()).isEqualTo("thrown");
        await("the count", () -> set.views().get(0).metrics().processed() == 1);
        assertThat(courier.seen).hasSize(2);
        assertThat(isEmpty(other, THERE)).as("nothing is left of the first attempt").isTrue();
        assertThat(log.linesWith("Courier.carry")).singleElement().asString().contains("next attempt in 1 ms");
    }

    @Test
    void aTransactionThatSomebodyMarksIsAFailedAttempt() throws Exception {
        Courier courier = new Courier(other);
        listen(courier);
        send("marked");
        assertThat(arrival()).isEqualTo("marked");
        assertThat(courier.seen).hasSize(2);
        assertThat(isEmpty(other, THERE)).isTrue();
    }

    @Test
    void whatHasFailedForGoodIsADeadLetterInATransactionOfItsOwn() throws Exception {
        Courier courier = new Courier(other);
        listen(courier);
        send("final");
        Message dead = take(here(), "DLQ.in", SOON.toMillis());
        assertThat(dead).isNotNull();
        assertThat(dead == null ? "" : dead.getStringProperty(MessageProperties.DEAD_LETTER_CAUSE)).contains("never");
        assertThat(courier.seen).hasSize(1);
        assertThat(isEmpty(other, THERE)).isTrue();
    }

    @Test
    void theReplyIsPartOfTheTransaction() throws Exception {
        Courier courier = new Courier(other);
        listen(courier);
        JMSContext context = keep(here().createContext());
        TemporaryQueue place = context.createTemporaryQueue();
        JMSConsumer replies = context.createConsumer(place);
        context.createProducer().setJMSReplyTo(place).send(context.createQueue("in"), "thrown");
        Message reply = replies.receive(SOON.toMillis());
        assertThat(reply).isNotNull();
        assertThat(replies.receive(100)).as("one reply").isNull();
        assertThat(courier.seen).hasSize(2);
    }

    /** Takes several, and one of them badly. */
    public static final class Porter {

        private final List<List<String>> batches = new CopyOnWriteArrayList<>();

        @QueueListener("in")
        @Batch(size = 3, timeout = "10s")
        @Retry(maxAttempts = 2, delay = "1ms")
        public void carry(List<String> texts) {
            batches.add(List.copyOf(texts));
            if (texts.size() > 1) {
                throw new IllegalStateException("one of them");
            }
        }
    }

    @Test
    void ofAFailedBatchEachIsTriedAgainByItself() throws Exception {
        Porter porter = new Porter();
        ListenerSet set = listen(porter);
        send("a", "b", "c");
        await("all", () -> set.views().get(0).metrics().processed() == 3);
        assertThat(porter.batches).containsExactly(List.of("a", "b", "c"), List.of("a"), List.of("b"), List.of("c"));
    }

    /** Takes several, tells which are bad, and has one attempt at each. */
    public static final class Inspector {

        @QueueListener("in")
        @Batch(size = 3, timeout = "10s")
        public BatchOutcome inspect(List<String> texts) {
            int bad = texts.indexOf("bad");
            BatchOutcome outcome = BatchOutcome.done();
            return bad < 0 ? outcome : outcome.withFailure(bad, new IllegalStateException("bad"));
        }
    }

    @Test
    void whoWasInABatchWithABadOneHasItsAttemptAllTheSame() throws Exception {
        ListenerSet set = listen(new Inspector());
        send("a", "bad", "c");
        await("all", () -> {
            var metrics = set.views().get(0).metrics();
            return metrics.processed() == 2 && metrics.failed() == 1;
        });
    }

    /** Waits until it is interrupted, once. */
    public static final class Dreamer {

        private final AtomicInteger calls = new AtomicInteger();

        @QueueListener("in")
        public void dream(String text) throws InterruptedException {
            if (calls.incrementAndGet() == 1) {
                new CountDownLatch(1).await();
            }
        }
    }

    @Test
    void whatWasBrokenOffByAStopHasItsAttemptInTheNextProcess() throws Exception {
        Dreamer dreamer = new Dreamer();
        ListenerSet first = listen(dreamer);
        send("one");
        await("it has begun", () -> dreamer.calls.get() == 1);
        assertThat(first.close(java.time.Duration.ofMillis(50))).isFalse();
        ListenerSet second = listen(dreamer);
        await("it is settled", () -> {
            var metrics = second.views().get(0).metrics();
            return metrics.processed() + metrics.failed() == 1;
        });
        assertThat(second.views().get(0).metrics().processed()).isEqualTo(1);
    }

    @Test
    void aFactoryThatTakesPartInNoTransactionIsRefused() throws Exception {
        ConnectionFactory plain = new io.ternmq.tck.pattern.Scissors(here());
        Throwable refusal = catchThrowable(() -> listen(new Courier(other), plain));
        assertThat(refusal).isInstanceOfSatisfying(
                ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING));
        assertThat(refusal).hasMessageContaining("XAConnectionFactory");
    }
}
