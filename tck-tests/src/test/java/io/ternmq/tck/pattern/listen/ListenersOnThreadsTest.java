// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.api.listen.Listeners;
import io.ternmq.api.listen.Ordered;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Execution;
import io.ternmq.tck.pattern.Ground;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners wherever the program's code may run. */
class ListenersOnThreadsTest extends ListenStage {

    ListenersOnThreadsTest() {
        super(Ground.VM);
    }

    /** Takes one, several, and in order. */
    public static final class All {

        private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
        private final Set<String> threads = ConcurrentHashMap.newKeySet();

        private void count(String what, int number) {
            threads.add(Thread.currentThread().getName());
            counts.computeIfAbsent(what, any -> new AtomicInteger()).addAndGet(number);
        }

        @QueueListener(value = "plain", concurrency = 2)
        public void one(String text) {
            count("plain", 1);
        }

        @QueueListener("batch")
        @Batch(size = 5, timeout = "1ms")
        public void several(List<String> texts) {
            count("batch", texts.size());
        }

        @QueueListener(value = "ordered", concurrency = 3)
        @Ordered(key = "line")
        public void inOrder(String text) {
            count("ordered", 1);
        }

        int countOf(String what) {
            return counts.getOrDefault(what, new AtomicInteger()).get();
        }
    }

    private Execution execution(String which) {
        return switch (which) {
            case "given" -> {
                ExecutorService one = Executors.newSingleThreadExecutor(task -> new Thread(task, "the-one"));
                closing(one::shutdownNow);
                yield new Execution.Given(one);
            }
            case "same" -> new Execution.SameThread();
            case "own1" -> new Execution.Own(1);
            case "own3" -> new Execution.Own(3);
            default -> new Execution.Detect();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"given", "same", "own1", "own3", "detect"})
    void allKindsOfListenersWorkOn(String which) {
        All all = new All();
        Messaging messaging =
                closing(Messaging.builder(scissors()).execution(execution(which)).build());
        ListenerSet set = closing(Listeners.over(messaging)).register(all);
        for (int i = 0; i < 20; i++) {
            send("plain", "p" + i);
            send("batch", "b" + i);
            sendWithKey("ordered", "k" + i % 4, "o" + i);
        }
        await("all", () -> List.of("plain", "batch", "ordered").stream().allMatch(what -> all.countOf(what) == 20));
        assertThat(set.close(SOON)).isTrue();
        if (which.equals("given")) {
            assertThat(all.threads).containsExactly("the-one");
        }
    }

    /** Reads news in batches. */
    public static final class Digest {

        private final AtomicInteger read = new AtomicInteger();

        @TopicListener("news.local")
        @Batch(size = 100, timeout = "1h")
        public void read(List<String> texts) {
            read.addAndGet(texts.size());
        }
    }

    @Test
    void stoppingEndsTheWaitOfABatchFromATopic() {
        Digest digest = new Digest();
        ListenerSet set = listen(digest);
        JMSContext context = plain();
        context.createProducer().send(context.createTopic("news.local"), "a");
        context.createProducer().send(context.createTopic("news.local"), "b");
        assertThat(set.close(Duration.ofSeconds(20))).isTrue();
        assertThat(digest.read.get()).isBetween(0, 2);
    }
}
