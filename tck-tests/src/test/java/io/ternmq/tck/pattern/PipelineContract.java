// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.pipeline.Aggregation;
import io.ternmq.api.pattern.pipeline.Pipeline;
import io.ternmq.api.pattern.pipeline.PipelineMetrics;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import io.ternmq.api.pattern.pipeline.RunningPipeline.State;
import io.ternmq.api.pattern.pipeline.StageException;
import io.ternmq.api.pattern.publish.Publisher;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a pipeline promises over any provider. */
abstract class PipelineContract extends PatternStage {

    private static final Channel BILLS = Channel.queue("bills");

    PipelineContract(Ground ground) {
        super(ground);
    }

    /** Somebody else sends: a program of its own, which no test cuts off. */
    private void send(Order... all) {
        send(List.of(all));
    }

    private void send(List<Order> all) {
        try (Publisher<Order> publisher = program().publisher(Order.class).to(orders).open()) {
            for (Order order : all) {
                publisher.publish(Outgoing.to(orders).key(order.id()).body(order));
            }
        }
    }

    private static List<Order> numbered(int count, int keys) {
        List<Order> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Order("key" + i % keys, i));
        }
        return all;
    }

    /** The bodies of so many messages of a queue, which holds no more. */
    private List<String> texts(String queue, int count) {
        List<String> texts = new ArrayList<>();
        JMSContext context = plain();
        var consumer = context.createConsumer(context.createQueue(queue));
        while (texts.size() < count) {
            texts.add(consumer.receiveBody(String.class, SOON.toMillis()));
        }
        assertThat(consumer.receive(BRIEFLY)).as("nothing more in " + queue).isNull();
        return texts;
    }

    private Pipeline billing(Messaging program) {
        return program.pipeline("billing")
                .from(orders, Order.class)
                .transform("price", order -> new Order(order.id(), order.amount() * 10))
                .as(Order.class)
                .viaQueue()
                .transform("print", order -> order.id() + ":" + order.amount())
                .to(BILLS);
    }

    @Test
    void takesItemsFromOneQueueToTheNext() {
        try (RunningPipeline running = billing(program()).start()) {
            send(new Order("a", 1), new Order("b", 2));

            assertThat(texts("bills", 2)).containsExactly("a:10", "b:20");
            await("both are done", () -> running.metrics().stage("print").counts().out() == 2);
            assertThat(running.metrics().stage("print").waiting()).isZero();
            assertThat(running.depth("print")).isZero();
        }
        assertThat(isEmpty("orders")).isTrue();
        assertThat(isEmpty("pipeline.billing.print")).isTrue();
    }

    @Test
    void losesAndDoublesNothingWhenItIsCutOffBetweenConsumingAndProducing() {
        losesAndDoublesNothing(running -> await("the first section has committed everything", () -> {
            PipelineMetrics metrics = running.metrics();
            return metrics.stage("break").waiting() + metrics.stage("print").counts().out() == 40;
        }));
    }

    /**
     * Cuts the connection of a pipeline four times, each time between what its second section has consumed and what it
     * would produce.
     *
     * @param beforeFirst waits for a good moment for the first cut
     */
    final void losesAndDoublesNothing(Consumer<RunningPipeline> beforeFirst) {
        Set<Integer> cuts = ConcurrentHashMap.newKeySet();
        CompletableFuture<RunningPipeline> started = new CompletableFuture<>();
        Pipeline pipeline = program().pipeline("billing")
                .from(orders, Order.class)
                .split("double", order -> List.of(order.amount() * 2, order.amount() * 2 + 1))
                .as(Integer.class)
                .viaQueue()
                .tap("break", number -> {
                    if (number % 10 == 7 && cuts.add(number)) {
                        if (cuts.size() == 1) {
                            beforeFirst.accept(started.get());
                        }
                        scissors().cut();
                    }
                })
                .transform("print", number -> "" + number)
                .to(BILLS);
        send(numbered(20, 20));
        try (RunningPipeline running = pipeline.start()) {
            assertThat(running.state()).isEqualTo(State.RUNNING);
            started.complete(running);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                expected.add("" + i);
            }
            assertThat(texts("bills", 40)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(cuts).containsExactlyInAnyOrder(7, 17, 27, 37);
        }
    }

    @Test
    void putsTheOriginalMessageIntoTheDeadLetterQueueWithTheNameOfTheStage() throws Exception {
        List<StageException> told = new CopyOnWriteArrayList<>();
        Pipeline pipeline = program().pipeline("billing")
                .from(orders, Order.class)
                .split("parts", order -> List.of(order.amount() + 1, order.amount()))
                .transform("divide", number -> "" + 12 / number)
                .to(BILLS);
        try (RunningPipeline running = pipeline.start()) {
            running.onFailure(told::add);
            send(new Order("bad", 0), new Order("good", 1));

            Message dead = Objects.requireNonNull(take("DLQ.orders"));
            assertThat(dead.getStringProperty("JMS_TERN_DeadLetterStage")).isEqualTo("divide");
            assertThat(dead.getStringProperty("JMS_TERN_DeadLetterReason")).isEqualTo("MAX_DELIVERY_ATTEMPTS");
            assertThat(dead.getStringProperty("JMS_TERN_DeadLetterCause")).contains("ArithmeticException");
            assertThat(dead.getBody(String.class)).contains("\"bad\"");
            assertThat(texts("bills", 2)).as("nothing of the bad order").containsExactly("6", "12");
            assertThat(told).extracting(StageException::stage).containsExactly("divide");
        }
    }

    @Test
    void putsWhatIsNotOfItsTypeIntoTheDeadLetterQueue() throws Exception {
        try (RunningPipeline running = billing(program()).start()) {
            assertThat(running.state()).isEqualTo(State.RUNNING);
            JMSContext context = plain();
            context.createProducer()
                    .setProperty("JMS_TERN_ContentType", "application/json")
                    .send(context.createQueue("orders"), "{\"id\":\"a\",\"amount\":\"many\"}");

            Message dead = Objects.requireNonNull(take("DLQ.orders"));
            assertThat(dead.getStringProperty("JMS_TERN_DeadLetterReason")).isEqualTo("PAYLOAD_UNREADABLE");
            assertThat(dead.getStringProperty("JMS_TERN_DeadLetterPath")).startsWith("$");
            assertThat(dead.getStringProperty("JMS_TERN_DeadLetterStage")).isEqualTo("source");
        }
    }

    @Test
    void keepsTheOrderOfEachKeyOnFourThreads() {
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        AtomicInteger count = new AtomicInteger();
        Pipeline pipeline = program().pipeline("billing")
                .from(orders, Order.class)
                .filter("all", order -> true)
                .viaQueue()
                .tap("spread", order -> {
                    seen.computeIfAbsent(order.id(), key -> Collections.synchronizedList(new ArrayList<>()))
                            .add(order.amount());
                    count.incrementAndGet();
                })
                .concurrency(4)
                .end("done");
        try (RunningPipeline running = pipeline.start()) {
            assertThat(running.state()).isEqualTo(State.RUNNING);
            send(numbered(200, 8));
            await("all have come", () -> count.get() == 200);
        }
        assertThat(seen).hasSize(8).allSatisfy((key, amounts) -> assertThat(amounts).hasSize(25).isSorted());
    }

    @Test
    void letsItemsWaitInTheQueueOfASlowStage() {
        Semaphore mayGo = new Semaphore(0);
        Pipeline pipeline = program().pipeline("billing")
                .from(orders, Order.class)
                .filter("all", order -> true)
                .viaQueue()
                .tap("slow", order -> mayGo.acquire())
                .transform("print", Order::id)
                .to(BILLS);
        try (RunningPipeline running = pipeline.start()) {
            send(numbered(10, 10));
            await("all are through the first stage", () -> running.metrics().stage("all").counts().out() == 10
                    && running.metrics().stage("slow").waiting() == 10
                    && running.metrics().stage("slow").counts().in() > 0);
            assertThat(running.metrics().stage("slow").counts().in()).as("taken in by the slow stage").isEqualTo(1);
            mayGo.release(10);
            assertThat(texts("bills", 10)).hasSize(10);
            await("nothing waits", () -> running.metrics().stage("slow").waiting() == 0 && running.depth("slow") == 0);
        }
    }

    @Test
    void goesOnWithAGroupThatAnEarlierRunHasBegun() {
        for (int run = 0; run < 3; run++) {
            try (RunningPipeline running = summing(program()).start()) {
                send(new Order("a", run), new Order("b", 10));
                await("both are in their groups", () -> running.metrics().stage("sum").counts().in() == 2
                        && running.metrics().stage("all").inProgress() == 0);
            }
        }

        assertThat(texts("bills", 2)).containsExactlyInAnyOrder("a=[0, 1, 2]", "b=[10, 10, 10]");
        assertThat(isEmpty("pipeline.sums.sum.held")).isTrue();
        assertThat(isEmpty("pipeline.sums.sum")).isTrue();
    }

    private Pipeline summing(Messaging program) {
        return program.pipeline("sums")
                .from(orders, Order.class)
                .filter("all", order -> true)
                .aggregate("sum", Aggregation.by(Order::id).count(3).into(group -> group.get(0).id() + "="
                        + group.stream().map(Order::amount).toList()))
                .to(BILLS);
    }

    @Test
    void putsTheMessagesOfAGroupThatFailsIntoTheDeadLetterQueue() throws Exception {
        Pipeline pipeline = program().pipeline("sums")
                .from(orders, Order.class)
                .aggregate("sum", Aggregation.by(Order::id).count(2).into(group -> {
                    throw new IllegalStateException("no");
                }))
                .end("end");
        try (RunningPipeline running = pipeline.start()) {
            assertThat(running.state()).isEqualTo(State.RUNNING);
            send(new Order("a", 1), new Order("a", 2));
            JMSContext context = plain();
            var graves = context.createConsumer(context.createQueue("DLQ.orders"));
            for (int i = 0; i < 2; i++) {
                Message dead = Objects.requireNonNull(graves.receive(SOON.toMillis()));
                assertThat(dead.getStringProperty("JMS_TERN_DeadLetterStage")).isEqualTo("sum");
            }
        }
    }

    @Test
    void sendsItemsAlongBranchesThatJoinOverAQueue() {
        Pipeline pipeline = program().pipeline("billing")
                .from(orders, Order.class)
                .<String>route("size")
                .when("large", order -> order.amount() > 100, flow -> flow.transform("big", order -> "L" + order.id()))
                .whenTo("none", order -> order.amount() == 0, flow -> flow.to(Channel.queue("nothing")))
                .otherwise(flow -> flow.transform("small", order -> "S" + order.id()))
                .as(String.class)
                .viaQueue()
                .transform("print", text -> text + "!")
                .to(BILLS);
        try (RunningPipeline running = pipeline.start()) {
            assertThat(running.state()).isEqualTo(State.RUNNING);
            send(new Order("a", 1), new Order("b", 1000), new Order("c", 0));

            assertThat(texts("bills", 2)).containsExactly("Sa!", "Lb!");
            assertThat(texts("nothing", 1).get(0)).contains("\"c\"");
        }
    }

    @Test
    void handsTheTraceOnFromStageToStage() throws Exception {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        try (RunningPipeline running = billing(program()).start();
                Publisher<Order> publisher = program().publisher(Order.class).to(orders).open()) {
            assertThat(running.state()).isEqualTo(State.RUNNING);
            publisher.publish(Outgoing.to(orders)
                    .trace(new TraceContext(parent, null, "tenant=one"))
                    .body(new Order("a", 1)));

            Message bill = Objects.requireNonNull(take("bills"));
            assertThat(bill.getStringProperty("traceparent")).contains("0af7651916cd43dd8448eb211c80319c");
            assertThat(bill.getStringProperty("baggage")).isEqualTo("tenant=one");
        }
    }

    @Test
    void completesASubmissionWhenTheProviderHasTakenItOver() throws Exception {
        try (RunningPipeline running = program().pipeline("offers")
                .fromProgram(String.class)
                .split("words", text -> List.of(text.split(" ", -1)))
                .to(BILLS)
                .start()) {
            get(running.submit("one two"));
        }

        assertThat(texts("bills", 2)).containsExactly("one", "two");
    }

    @Test
    void givesAMessageBackAndStopsUntilItIsResumed() {
        AtomicBoolean isBroken = new AtomicBoolean(true);
        Pipeline pipeline = program().pipeline("billing")
                .onError(ErrorPolicy.DEFAULT.withThen(ErrorPolicy.Then.STOP))
                .from(orders, Order.class)
                .transform("print", order -> {
                    if (isBroken.get()) {
                        throw new IllegalStateException("broken");
                    }
                    return order.id();
                })
                .to(BILLS);
        try (RunningPipeline running = pipeline.start()) {
            send(new Order("a", 1));
            await("it has stopped", () -> running.state() == State.PAUSED
                    && running.metrics().stage("print").inProgress() == 0);
            assertThat(running.metrics().stage("print").counts().out()).isZero();
            isBroken.set(false);
            running.resume();

            assertThat(texts("bills", 1)).containsExactly("a");
        }
    }

    @Test
    void drainsWhatIsUnderWayAndLeavesTheSource() throws Exception {
        CountDownLatch mayGo = new CountDownLatch(1);
        Pipeline pipeline = program().pipeline("billing")
                .from(orders, Order.class)
                .filter("all", order -> true)
                .viaQueue()
                .tap("slow", order -> mayGo.await())
                .transform("print", Order::id)
                .to(BILLS);
        try (RunningPipeline running = pipeline.start()) {
            send(numbered(5, 5));
            await("all are on their way", () -> running.metrics().stage("slow").waiting() == 5);
            assertThat(running.drain(java.time.Duration.ofMillis(20))).isFalse();
            mayGo.countDown();
            assertThat(running.drain(SOON)).isTrue();
            send(new Order("late", 1));

            assertThat(texts("bills", 5)).hasSize(5);
        }
        assertThat(take("orders")).isNotNull();
    }
}
