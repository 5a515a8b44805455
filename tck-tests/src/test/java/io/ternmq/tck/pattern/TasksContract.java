// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.work.TaskFailedException;
import io.ternmq.api.pattern.work.TaskHandle;
import io.ternmq.api.pattern.work.TaskQueue;
import io.ternmq.api.pattern.work.TaskStatus;
import io.ternmq.api.pattern.work.TaskStep;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What tasks do over each link. */
abstract class TasksContract extends PatternStage {

    private static final Duration EXPIRY = Duration.ofMinutes(10);

    TasksContract(Ground ground) {
        super(ground);
    }

    private TaskQueue<String, Order> tasks() {
        return program().tasks("count", String.class, Order.class, EXPIRY);
    }

    private static Order count(String text) {
        return new Order(text, text.length());
    }

    @Test
    void aTaskIsFoundByItsIdentifierAndGivesItsResult() throws Exception {
        TaskHandle<Order> handle = tasks().submit("t1", "four");
        assertThat(handle.view().status()).isEqualTo(TaskStatus.SUBMITTED);
        tasks().work((text, context) -> count(text), 1, 2);
        assertThat(handle.await(SOON)).isEqualTo(new Order("four", 4));
        assertThat(get(tasks().find("t1").result())).isEqualTo(new Order("four", 4));
        assertThat(tasks().find("t1").view()).satisfies(view -> {
            assertThat(view.status()).isEqualTo(TaskStatus.SUCCEEDED);
            assertThat(view.progress()).isEqualTo(100);
        });
        assertThat(handle.cancel()).isFalse();
        assertThat(codeOf(catchThrowable(() -> tasks().find("none").view()))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void itsWorkerTellsHowFarItIs() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        tasks().work((text, context) -> {
            context.progress(40, "counting");
            assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
            return count(text);
        }, 1, 1);
        TaskHandle<Order> handle = tasks().submit("four");
        await("progress", () -> handle.view().progress() == 40);
        assertThat(handle.view().note()).isEqualTo("counting");
        assertThat(codeOf(catchThrowable(() -> handle.await(Duration.ofMillis(1))))).isEqualTo(ErrorCode.TIMEOUT);
        go.countDown();
        assertThat(handle.await(SOON).amount()).isEqualTo(4);
    }

    @Test
    void aFailureHasACode() {
        AtomicInteger runs = new AtomicInteger();
        tasks().work((text, context) -> {
            runs.incrementAndGet();
            if (text.equals("worse")) {
                throw new TaskFailedException("TOO_BAD", "no hope");
            }
            throw new IllegalStateException("again");
        }, 3, 1);
        assertThat(catchThrowable(() -> tasks().submit("bad").await(SOON)))
                .isInstanceOfSatisfying(TaskFailedException.class, e -> {
                    assertThat(e.code()).isEqualTo("java.lang.IllegalStateException");
                    assertThat(e).hasMessageContaining("again");
                });
        assertThat(runs).hasValue(3);
        assertThat(catchThrowable(() -> tasks().submit("worse").await(SOON)))
                .isInstanceOfSatisfying(TaskFailedException.class, e -> assertThat(e.code()).isEqualTo("TOO_BAD"));
        assertThat(runs).hasValue(4);
    }

    @Test
    void whatIsCancelledIsNotBegun() {
        TaskHandle<Order> unwanted = tasks().submit("no", "unwanted");
        assertThat(unwanted.cancel()).isTrue();
        AtomicInteger runs = new AtomicInteger();
        tasks().work((text, context) -> {
            runs.incrementAndGet();
            return count(text);
        }, 1, 1);
        assertThat(tasks().submit("wanted").await(SOON).amount()).isEqualTo(6);
        assertThat(runs).hasValue(1);
        assertThat(catchThrowable(() -> unwanted.await(SOON)))
                .isInstanceOfSatisfying(TaskFailedException.class, e -> assertThat(e.code()).isEqualTo("CANCELLED"));
    }

    @Test
    void aTaskThatIsNotDoneInTimeExpires() throws Exception {
        TaskQueue<String, Order> hasty =
                program().tasks("count", String.class, Order.class, Duration.ofMillis(300));
        TaskHandle<Order> handle = hasty.submit("four");
        assertThat(failureOf(handle.result()))
                .isInstanceOfSatisfying(TaskFailedException.class, e -> assertThat(e.code()).isEqualTo("EXPIRED"));
    }

    @Test
    void aChainGoesOnWithoutWhoeverSubmittedIt() {
        Messaging submitter = program();
        submitter.tasks("count", String.class, Order.class, EXPIRY)
                .chain("first", "seven77", List.of(new TaskStep("double", "second"), new TaskStep("say", "third")));
        submitter.close();
        TaskQueue<Order, Order> twice = program().tasks("double", Order.class, Order.class, EXPIRY);
        TaskQueue<Order, String> say = program().tasks("say", Order.class, String.class, EXPIRY);
        assertThat(say.find("third").view().status()).isEqualTo(TaskStatus.SUBMITTED);
        say.work((order, context) -> order.id() + " is " + order.amount(), 1, 1);
        twice.work((order, context) -> new Order(order.id(), 2 * order.amount()), 1, 1);
        tasks().work((text, context) -> count(text), 1, 1);
        assertThat(say.find("third").await(SOON)).isEqualTo("seven77 is 14");
    }

    @Test
    void aChainThatBreaksFailsToItsEnd() {
        tasks().work((text, context) -> {
            throw new TaskFailedException("BROKEN", text);
        }, 1, 1);
        TaskQueue<Order, String> say = program().tasks("say", Order.class, String.class, EXPIRY);
        tasks().chain("first", "x", List.of(new TaskStep("say", "second")));
        assertThat(catchThrowable(() -> say.find("second").await(SOON)))
                .isInstanceOfSatisfying(TaskFailedException.class, e -> assertThat(e.code()).isEqualTo("BROKEN"));
    }

    @Test
    void aChordEndsWithAllResultsInOrder() {
        TaskQueue<List<Order>, Integer> sum =
                program().tasks("sum", new PayloadType<>() {}, PayloadType.of(Integer.class), EXPIRY);
        sum.work((orders, context) -> {
            assertThat(orders).extracting(Order::id).containsExactly("a", "bb", "ccc", "dddd");
            return orders.stream().mapToInt(Order::amount).sum();
        }, 1, 1);
        tasks().work((text, context) -> count(text), 1, 3);
        List<TaskHandle<Order>> parts =
                tasks().chord(List.of("a", "bb", "ccc", "dddd"), new TaskStep("sum", "total"));
        assertThat(parts).hasSize(4);
        assertThat(sum.find("total").await(SOON)).isEqualTo(10);
    }

    @Test
    void aChordOfWhichAPartFailsFails() {
        TaskQueue<List<Order>, Integer> sum =
                program().tasks("sum", new PayloadType<>() {}, PayloadType.of(Integer.class), EXPIRY);
        tasks().work((text, context) -> {
            if (text.isBlank()) {
                throw new TaskFailedException("BLANK", "nothing to count");
            }
            return count(text);
        }, 1, 2);
        tasks().chord(List.of("a", " ", "c"), new TaskStep("sum", "total"));
        assertThat(catchThrowable(() -> sum.find("total").await(SOON)))
                .isInstanceOfSatisfying(TaskFailedException.class, e -> assertThat(e.code()).isEqualTo("CHORD"));
    }
}
