// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.work.MissedRuns;
import io.ternmq.api.pattern.work.ScheduleSpec;
import io.ternmq.api.pattern.work.ScheduleView;
import io.ternmq.api.pattern.work.Scheduler;
import io.ternmq.api.pattern.work.WorkItem;
import io.ternmq.api.pattern.work.WorkQueue;
import io.ternmq.api.pattern.work.Worker;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What schedules and leases do over each link. */
abstract class WorkContract extends PatternStage {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final ZoneId UTC = ZoneId.of("UTC");

    WorkContract(Ground ground) {
        super(ground);
    }

    private void send(String... texts) {
        JMSContext context = plain();
        for (String text : texts) {
            context.createProducer().send(context.createQueue("orders"), text);
        }
    }

    private WorkQueue<String> queue(Duration lease) {
        return program().workQueue("orders", String.class, lease);
    }

    private static WorkItem<String> one(WorkQueue<String> queue) {
        List<WorkItem<String>> items = queue.take(1, SOON);
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    // --- schedules ----------------------------------------------------------------------------------------------

    @Test
    void sendsAtAMoment() throws Exception {
        Scheduler scheduler = program().scheduler();
        ScheduleView view = scheduler.schedule(
                ScheduleSpec.at("once", Instant.now().plusMillis(50)),
                Outgoing.to(orders).priority(8).timeToLive(LONG).body(new Order("a", 3)));
        assertThat(view.channel()).isEqualTo(orders);
        Message message = Objects.requireNonNull(take("orders"));
        assertThat(message.getStringProperty("JMS_TERN_Schedule")).isEqualTo("once");
        assertThat(message.getLongProperty("JMS_TERN_ScheduledTime"))
                .isEqualTo(Objects.requireNonNull(view.next()).toEpochMilli());
        assertThat(message.getJMSPriority()).isEqualTo(8);
        assertThat(message.getJMSExpiration() - message.getJMSTimestamp()).isEqualTo(LONG.toMillis());
        assertThat(message.getBody(String.class)).contains("\"amount\":3");
        assertThat(scheduler.list("")).isEmpty();
    }

    @Test
    void sendsByCronUntilItIsCancelled() {
        Scheduler scheduler = program().scheduler();
        ScheduleView view = scheduler.cron("tick", "* * * * * *", UTC, orders, "tick");
        assertThat(view.next()).isNotNull();
        assertThat(take("orders")).isNotNull();
        assertThat(take("orders")).isNotNull();
        assertThat(scheduler.find("tick")).hasValueSatisfying(now -> assertThat(now.runs()).isPositive());
        assertThat(scheduler.cancel("tick")).isTrue();
        assertThat(scheduler.cancel("tick")).isFalse();
        assertThat(scheduler.runNow("tick")).isFalse();
        assertThat(scheduler.find("tick")).isEmpty();
    }

    @Test
    void listsAndRunsNow() {
        Scheduler scheduler = program().scheduler();
        ScheduleSpec spec = ScheduleSpec.cron("a.nightly", "0 3 * * *", ZoneId.of("Europe/Berlin"))
                .withMissed(MissedRuns.SKIP);
        scheduler.schedule(spec, Outgoing.to(orders).body("night"));
        scheduler.in("b.later", LONG, news, "later");
        for (int i = 0; i < 130; i++) {
            scheduler.in("c." + i, LONG, news, "many");
        }
        assertThat(scheduler.list("c.")).hasSize(130);
        assertThat(scheduler.list("a")).singleElement().satisfies(view -> {
            assertThat(view.spec()).isEqualTo(spec);
            assertThat(view.last()).isNull();
        });
        assertThat(program().scheduler().runNow("a.nightly")).isTrue();
        assertThat(take("orders")).isNotNull();
        assertThat(scheduler.list("a")).singleElement().satisfies(view -> assertThat(view.runs()).isEqualTo(1));
    }

    @Test
    void refusesAnExpressionThatIsNotUnderstood() {
        Scheduler scheduler = program().scheduler();
        assertThat(codeOf(catchThrowable(() -> scheduler.cron("x", "0 0 30 2 *", UTC, orders, "never"))))
                .isEqualTo(ErrorCode.INVALID_SETTING);
        assertThat(codeOf(catchThrowable(() -> scheduler.cron("x", "now and then", UTC, orders, "never"))))
                .isEqualTo(ErrorCode.INVALID_SETTING);
    }

    // --- leases -------------------------------------------------------------------------------------------------

    @Test
    void takesNoMoreThanWasAskedForAndLeavesTheRestToOthers() {
        send("1", "2", "3");
        WorkQueue<String> first = queue(LONG);
        WorkQueue<String> second = queue(LONG);
        assertThat(first.take(2, Duration.ZERO)).extracting(WorkItem::body).containsExactly("1", "2");
        assertThat(second.take(9, Duration.ZERO)).extracting(WorkItem::body).containsExactly("3");
        assertThat(first.take(9, Duration.ofMillis(BRIEFLY))).isEmpty();
        send("4");
        assertThat(one(second).body()).isEqualTo("4");
    }

    @Test
    void waitsForTheFirst() throws Exception {
        WorkQueue<String> queue = queue(LONG);
        CompletableFuture<List<WorkItem<String>>> taken = CompletableFuture.supplyAsync(() -> queue.take(5, SOON));
        send("late");
        assertThat(taken.get(10, TimeUnit.SECONDS)).extracting(WorkItem::body).containsExactly("late");
    }

    @Test
    void whatIsDoneIsGoneAndWhatIsGivenBackComesAgain() {
        send("a");
        WorkQueue<String> queue = queue(LONG);
        WorkItem<String> first = one(queue);
        first.extend(LONG);
        first.giveBack("not now", Duration.ofMillis(50));
        assertThat(codeOf(catchThrowable(first::done))).isEqualTo(ErrorCode.LEASE_LOST);
        WorkItem<String> second = one(queue);
        assertThat(second.message().attempt()).isEqualTo(2);
        second.done();
        assertThat(isEmpty("orders")).isTrue();
    }

    @Test
    void aLeaseThatIsOverIsLost() {
        send("a");
        WorkItem<String> first = one(queue(SHORT));
        WorkItem<String> second = one(queue(LONG));
        assertThat(second.message().attempt()).isEqualTo(2);
        assertThat(codeOf(catchThrowable(first::done))).isEqualTo(ErrorCode.LEASE_LOST);
        assertThat(codeOf(catchThrowable(() -> first.extend(LONG)))).isEqualTo(ErrorCode.LEASE_LOST);
        assertThat(codeOf(catchThrowable(() -> first.giveBack("late", Duration.ZERO)))).isEqualTo(ErrorCode.LEASE_LOST);
        second.done();
    }

    @Test
    void aProgramThatGoesGivesItsLeasesBackAtOnce() {
        send("a");
        Messaging other = program();
        assertThat(other.workQueue("orders", String.class, LONG).take(1, SOON)).hasSize(1);
        other.close();
        assertThat(one(queue(LONG)).message().attempt()).isEqualTo(2);
    }

    @Test
    void takersOfManyThreadsGetEachMessageOnce() throws Exception {
        WorkQueue<String> queue = queue(LONG);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Integer>> takers = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(60);
        for (int i = 0; i < 4; i++) {
            takers.add(CompletableFuture.supplyAsync(() -> {
                int count = 0;
                while (all.getCount() > 0) {
                    for (WorkItem<String> item : queue.take(3, Duration.ofMillis(50))) {
                        assertThat(seen.add(item.body())).as(item.body()).isTrue();
                        item.done();
                        all.countDown();
                        count++;
                    }
                }
                return count;
            }));
        }
        for (int i = 0; i < 60; i++) {
            send("m" + i);
        }
        int sum = 0;
        for (CompletableFuture<Integer> taker : takers) {
            sum += taker.get(20, TimeUnit.SECONDS);
        }
        assertThat(sum).isEqualTo(60);
    }

    @Test
    void aWorkerKeepsWhatItWorksOnBeyondTheLease() {
        await("a lease that was kept", this::isKeptTwiceAsLong);
    }

    /** False as well where the machine stood still for half a lease: then it is over, and the message comes again. */
    private boolean isKeptTwiceAsLong() {
        send("slow");
        CountDownLatch never = new CountDownLatch(1);
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        Worker worker = queue(KEPT).work(
                item -> {
                    attempts.add(item.message().attempt());
                    assertThat(never.await(2 * KEPT.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
                },
                1);
        await("the work is done", () -> worker.done() > 0);
        worker.close();
        return isEmpty("orders") && attempts.equals(List.of(1));
    }

    @Test
    void workThatFailsComesAgainAndEndsAsADeadLetter() throws Exception {
        send("bad");
        Worker worker = queue(LONG).work(
                item -> {
                    throw new IllegalStateException("broken " + item.body());
                },
                2);
        Message dead = Objects.requireNonNull(take("DLQ.orders"));
        assertThat(dead.getStringProperty("JMS_TERN_DeadLetterCause")).contains("broken bad");
        worker.close();
        assertThat(worker.failed()).isEqualTo(10);
    }

    @Test
    void aBodyThatDoesNotFitEndsAsADeadLetterWithThePlaceOfTheFault() throws Exception {
        send("no order");
        WorkQueue<Order> queue = program().workQueue("orders", Order.class, LONG);
        await("it has gone", () -> queue.take(1, Duration.ZERO).isEmpty() && !isEmpty("DLQ.orders"));
        assertThat(queue.take(1, Duration.ZERO)).isEmpty();
    }

    @Test
    void aClosedQueueTakesNothing() {
        WorkQueue<String> queue = queue(LONG);
        send("a");
        WorkItem<String> item = one(queue);
        queue.close();
        item.done();
        assertThat(codeOf(catchThrowable(() -> queue.take(1, Duration.ZERO)))).isEqualTo(ErrorCode.ILLEGAL_STATE);
        assertThat(isEmpty("orders")).isTrue();
    }
}
