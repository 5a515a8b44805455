// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.BatchOutcome;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.api.listen.ListenerView;
import io.ternmq.api.listen.Ordered;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.listen.Retry;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.tck.pattern.Ground;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several messages at a time, and how listeners pause, lose their connection and end. */
abstract class ListenerLifeContract extends ListenStage {

    private static final Duration AT_ONCE = Duration.ofMillis(50);

    ListenerLifeContract(Ground ground) {
        super(ground);
    }

    /** Takes several. */
    public static final class Porter {

        private final List<List<String>> batches = new CopyOnWriteArrayList<>();

        @QueueListener("crates")
        @Batch(size = 4, timeout = "10s")
        @Retry(maxAttempts = 2, delay = "1ms")
        public BatchOutcome carry(List<String> crates) {
            batches.add(List.copyOf(crates));
            BatchOutcome outcome = BatchOutcome.done();
            for (int place = 0; place < crates.size(); place++) {
                if (crates.get(place).startsWith("broken")) {
                    outcome = outcome.withFailure(place, new IllegalStateException("broken"));
                }
            }
            return outcome;
        }
    }

    @Test
    void ofABatchOnlyWhatHasFailedIsTriedAgainAndPutAside() throws Exception {
        FailureLog log = failures();
        Porter porter = new Porter();
        try (ListenerSet set = listen(porter)) {
            send("crates", "a", "broken1", "b", "broken2");
            await("all", () -> {
                var metrics = set.views().get(0).metrics();
                return metrics.processed() == 2 && metrics.failed() == 2;
            });
        }
        assertThat(porter.batches)
                .containsExactly(List.of("a", "broken1", "b", "broken2"), List.of("broken1"), List.of("broken2"));
        assertThat(next(2, "DLQ.crates")).containsExactly("broken1", "broken2");
        assertThat(isEmpty("DLQ.crates")).isTrue();
        assertThat(isEmpty("crates")).isTrue();
        assertThat(log.linesWith("Porter.carry")).hasSize(4);
    }

    @Test
    void noneOfAnIncompleteBatchIsLostWhenTheListenerStops() throws Exception {
        Porter porter = new Porter();
        ListenerSet set = listen(porter);
        send("crates", "a", "b");
        assertThat(set.close(SOON)).isTrue();
        List<String> all = new ArrayList<>();
        porter.batches.forEach(all::addAll);
        all.addAll(next(2 - all.size(), "crates"));
        assertThat(all).containsExactlyInAnyOrder("a", "b");
        assertThat(isEmpty("crates")).isTrue();
    }

    private int browse(String queue) {
        JMSContext context = plain();
        int count = 0;
        try (var browser = context.createBrowser(context.createQueue(queue))) {
            var messages = browser.getEnumeration();
            while (messages.hasMoreElements()) {
                messages.nextElement();
                count++;
            }
        } catch (jakarta.jms.JMSException e) {
            throw new AssertionError(e);
        }
        return count;
    }

    /** Minds the lines. */
    public static final class Usher {

        private final Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger all = new AtomicInteger();

        @QueueListener(value = "lines", concurrency = 4)
        @Ordered(key = "line")
        @Retry(maxAttempts = 3, delay = "1ms")
        public void let(String text) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                String[] parts = text.split(":", -1);
                int number = Integer.parseInt(parts[1]);
                List<Integer> line = seen.computeIfAbsent(parts[0], any -> new CopyOnWriteArrayList<>());
                if (number % 7 == 3 && !line.contains(-number)) {
                    line.add(-number);
                    throw new IllegalStateException("stumbled");
                }
                line.add(number);
                all.incrementAndGet();
            } finally {
                inside.decrementAndGet();
            }
        }
    }

    @Test
    void keepsTheOrderOfEachKeyOverRetries() {
        for (int number = 0; number < 40; number++) {
            for (String key : List.of("a", "b", "c", "d")) {
                sendWithKey("lines", key, key + ':' + number);
            }
        }
        Usher usher = new Usher();
        listen(usher);
        await("all", () -> usher.all.get() == 160);
        for (List<Integer> line : usher.seen.values()) {
            assertThat(line.stream().filter(number -> number >= 0).toList()).isSorted().hasSize(40);
            assertThat(line).containsSequence(-3, 3, 4);
        }
        assertThat(usher.most.get()).isLessThanOrEqualTo(4);
    }

    /** Waits until it is told. */
    public static final class Brooder {

        private final CountDownLatch go = new CountDownLatch(1);
        private final List<String> begun = new CopyOnWriteArrayList<>();
        private final AtomicInteger interrupts = new AtomicInteger();

        @QueueListener("brood")
        public void brood(String text) throws InterruptedException {
            begun.add(text);
            try {
                go.await();
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
                throw e;
            }
        }
    }

    @Test
    void stopWaitsForWhatIsAtHand() throws Exception {
        Brooder brooder = new Brooder();
        ListenerSet set = listen(brooder);
        send("brood", "one", "two");
        await("it has begun", () -> brooder.begun.size() == 1);
        Thread releaser = new Thread(brooder.go::countDown);
        releaser.start();
        assertThat(set.close(SOON)).isTrue();
        releaser.join();
        assertThat(set.views().get(0).state()).isEqualTo(ListenerView.State.STOPPED);
        List<String> all = new ArrayList<>(brooder.begun);
        all.addAll(next(2 - all.size(), "brood"));
        assertThat(all).containsExactly("one", "two");
        assertThat(isEmpty("brood")).isTrue();
        assertThat(brooder.interrupts).hasValue(0);
    }

    @Test
    void whatIsAtHandBeyondTheLimitIsInterruptedAndGoesBack() throws Exception {
        FailureLog log = failures();
        Brooder brooder = new Brooder();
        ListenerSet set = listen(brooder);
        send("brood", "one");
        await("it has begun", () -> brooder.begun.size() == 1);
        assertThat(set.close(AT_ONCE)).isFalse();
        assertThat(textOf(take("brood"))).isEqualTo("one");
        assertThat(brooder.interrupts).hasValue(1);
        assertThat(log.linesWith("Brooder")).isEmpty();
    }

    /** Takes a while to go when it is told to. */
    public static final class Dawdler {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch never = new CountDownLatch(1);
        private final AtomicInteger gone = new AtomicInteger();

        @QueueListener("dawdle")
        public void dawdle(String text) throws InterruptedException {
            begun.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                assertThat(never.await(200, TimeUnit.MILLISECONDS)).isFalse();
                gone.incrementAndGet();
                throw e;
            }
        }
    }

    @Test
    void nothingOfWhatWasInterruptedRunsOnWhenItIsClosed() throws Exception {
        Dawdler dawdler = new Dawdler();
        ListenerSet set = listen(dawdler);
        send("dawdle", "one");
        dawdler.begun.await();
        assertThat(set.close(AT_ONCE)).isFalse();
        assertThat(dawdler.gone).hasValue(1);
        assertThat(textOf(take("dawdle"))).isEqualTo("one");
    }

    /** Ends its own set. */
    public static final class SelfCloser {

        private final AtomicReference<@Nullable ListenerSet> set = new AtomicReference<>();
        private final AtomicReference<@Nullable Boolean> answer = new AtomicReference<>();

        @QueueListener("end")
        public void end(String text) {
            ListenerSet own = set.get();
            answer.set(own != null && own.close(Duration.ofSeconds(5)));
        }
    }

    @Test
    void aListenerMayCloseItsOwnSet() throws Exception {
        SelfCloser bean = new SelfCloser();
        bean.set.set(listen(bean));
        send("end", "now");
        await("it has come back", () -> bean.answer.get() != null);
        assertThat(bean.answer.get()).isFalse();
        await("the message is settled", () -> browse("end") == 0);
        assertThat(isEmpty("end")).isTrue();
    }

    @Test
    void takesNothingWhilePaused() throws Exception {
        ListenerContract.Clerk clerk = new ListenerContract.Clerk();
        ListenerSet set = listen(clerk);
        set.pause();
        assertThat(set.views().get(0).state()).isEqualTo(ListenerView.State.PAUSED);
        order("a", 1);
        assertThat(set.views().get(0).metrics().processed()).isZero();
        set.resume();
        await("it goes on", () -> set.views().get(0).metrics().processed() == 1);
        assertThat(set.views().get(0).state()).isEqualTo(ListenerView.State.RUNNING);
    }

    @Test
    void comesBackAfterALostConnection() throws Exception {
        ListenerContract.Clerk clerk = new ListenerContract.Clerk();
        ListenerSet set = listen(clerk);
        order("a", 1);
        await("the first", () -> set.views().get(0).metrics().processed() == 1);
        scissors().cut();
        JMSContext context = plain();
        context.createProducer().send(context.createQueue("orders"), "{\"id\":\"b\",\"amount\":2}");
        await("the second", () -> set.views().get(0).metrics().processed() == 2);
        await("no trouble is left", () -> set.views().get(0).trouble() == null);
        assertThat(set.views().get(0).state()).isEqualTo(ListenerView.State.RUNNING);
    }

    /** Hears news on several lanes. */
    public static final class Reader {

        private final AtomicInteger read = new AtomicInteger();

        @TopicListener(value = "news.local", concurrency = 3)
        public void read(String text) {
            read.incrementAndGet();
        }
    }

    @Test
    void lanesOfATopicShareItsMessages() {
        Reader reader = new Reader();
        try (ListenerSet set = listen(reader)) {
            JMSContext context = plain();
            for (int i = 0; i < 30; i++) {
                context.createProducer().send(context.createTopic("news.local"), "n" + i);
            }
            await("all", () -> set.views().get(0).metrics().processed() == 30);
        }
        assertThat(reader.read).hasValue(30);
    }

    /** Adds. */
    public interface Adder {

        @RequestTo("calculator.add")
        int add(int[] numbers);
    }

    /** Adds. */
    public static final class Abacus implements Adder {

        @Override
        public int add(int[] numbers) {
            if (numbers.length == 0) {
                throw new IllegalArgumentException("nothing to add");
            }
            return java.util.Arrays.stream(numbers).sum();
        }
    }

    @Test
    void answersTypedRequests() {
        FailureLog log = failures();
        try (ListenerSet set = listen(new Abacus())) {
            Adder adder = program().client(Adder.class);
            assertThat(adder.add(new int[] {1, 2, 3})).isEqualTo(6);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> adder.add(new int[0])))
                    .hasMessageContaining("nothing to add");
            await("the counts", () -> set.views().get(0).metrics().failed() == 1);
            assertThat(set.views().get(0).metrics().processed()).isEqualTo(1);
        }
        assertThat(log.linesWith("Abacus.add")).hasSize(1);
    }

    @Test
    void aCommandThatFailsIsOneLineWithItsNameAndAttempt() throws Exception {
        FailureLog log = failures("io.ternmq.pattern.request");
        ListenerSet set = listen(new Abacus());
        send("calculator.add", "[]");
        await("it has come again", () -> log.linesWith("nothing to add").size() >= 2);
        set.close();
        assertThat(log.linesWith("nothing to add").get(1))
                .contains("calculator.add", " message ID:", "attempt 2", "goes back");
        assertThat(log.traces()).isZero();
    }
}
