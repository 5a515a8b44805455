// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("ThreadPriorityCheck") // yields only to let the other side run on few cores
class CommandQueueTest {

    private static final int PRODUCERS = 3;

    @Test
    void refusesACapacityThatIsNotAPowerOfTwo() {
        for (int capacity : new int[] {-2, 0, 1, 3, 100, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> new CommandQueue<String>(capacity))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(Integer.toString(capacity));
        }
    }

    @Test
    void refusesWhenFullAndTakesAgainAfterAPoll() {
        CommandQueue<Integer> queue = new CommandQueue<>(2);

        assertThat(queue.offer(1)).isTrue();
        assertThat(queue.offer(2)).isTrue();
        assertThat(queue.offer(3)).isFalse();
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.poll()).isEqualTo(1);
        assertThat(queue.offer(4)).isTrue();
        assertThat(queue.poll()).isEqualTo(2);
        assertThat(queue.poll()).isEqualTo(4);
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void behavesLikeABoundedDequeOverManyLaps() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int capacity = 2; capacity <= 64; capacity *= 2) {
            CommandQueue<Integer> queue = new CommandQueue<>(capacity);
            ArrayDeque<Integer> model = new ArrayDeque<>();
            for (int step = 0; step < 3_000; step++) {
                if (random.nextBoolean()) {
                    boolean room = model.size() < capacity && model.add(step);
                    assertThat(queue.offer(step)).as("seed %d step %d", seed, step).isEqualTo(room);
                } else {
                    assertThat(queue.poll()).as("seed %d step %d", seed, step).isEqualTo(model.poll());
                }
                assertThat(queue.size()).as("seed %d step %d", seed, step).isEqualTo(model.size());
                assertThat(queue.isEmpty()).as("seed %d step %d", seed, step).isEqualTo(model.isEmpty());
                assertThat(queue.isReady()).as("seed %d step %d", seed, step).isEqualTo(!model.isEmpty());
                assertThat(queue.claimed() - queue.taken()).as("seed %d step %d", seed, step).isEqualTo(model.size());
            }
        }
    }

    @Test
    @Timeout(20)
    void losesNothingAndKeepsTheOrderOfEachProducer() throws Exception {
        CommandQueue<long[]> queue = new CommandQueue<>(64);
        int perProducer = 100_000;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(PRODUCERS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int p = 0; p < PRODUCERS; p++) {
                int producer = p;
                done.add(threads.submit(() -> produce(queue, producer, perProducer, start)));
            }
            start.countDown();
            long[] next = new long[PRODUCERS];
            for (int taken = 0; taken < PRODUCERS * perProducer;) {
                long[] element = queue.poll();
                if (element == null) {
                    Thread.yield();
                } else {
                    assertThat(element[1]).isEqualTo(next[(int) element[0]]++);
                    taken++;
                }
            }
            for (Future<?> future : done) {
                future.get();
            }
            assertThat(queue.poll()).isNull();
            assertThat(queue.isEmpty()).isTrue();
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void produce(CommandQueue<long[]> queue, int producer, int count, CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (long i = 0; i < count; i++) {
            long[] element = {producer, i};
            while (!queue.offer(element)) {
                Thread.yield();
            }
        }
    }
}
