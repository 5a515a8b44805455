// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialContextTest {

    private final Recorder recorder = new Recorder();
    private final List<Throwable> failures = new ArrayList<>();
    private final Deque<Runnable> left = new ArrayDeque<>();

    @Test
    void runsAPostedTaskOnTheCallerBeforePostReturns() {
        SerialContext<Runnable> context = context(8, 4, left::add);
        List<Thread> ranOn = new ArrayList<>();

        assertThat(context.post(() -> ranOn.add(Thread.currentThread()))).isTrue();

        assertThat(ranOn).containsExactly(Thread.currentThread());
        assertThat(recorder.log).containsExactly("begin", "task", "end");
        assertThat(context.waiting()).isZero();
    }

    @Test
    void queuesWhatATaskPostsAndRunsItAfterThatTask() {
        SerialContext<Runnable> context = context(8, 4, left::add);
        List<String> order = new ArrayList<>();

        context.post(() -> {
            context.post(() -> order.add("inner"));
            context.flush();
            order.add("outer");
        });

        assertThat(order).containsExactly("outer", "inner");
        assertThat(recorder.log).containsExactly("begin", "task", "task", "end");
    }

    @Test
    void runsWhatTheEndOfATurnPostsInANewTurn() {
        SerialContext<Runnable> context = context(8, 4, left::add);
        recorder.atEnd = () -> {
            recorder.atEnd = () -> { };
            context.postLazily(() -> { });
        };

        context.post(() -> { });

        assertThat(recorder.log).containsExactly("begin", "task", "end", "begin", "task", "end");
    }

    @Test
    void keepsLazyTasksForTheNextPostAndRunsThemFirst() {
        SerialContext<Runnable> context = context(64, 16, left::add);
        List<Integer> order = new ArrayList<>();

        context.postLazily(() -> order.add(1));
        context.postLazily(() -> order.add(2));
        assertThat(order).isEmpty();
        assertThat(context.waiting()).isEqualTo(2);
        context.post(() -> order.add(3));

        assertThat(order).containsExactly(1, 2, 3);
        assertThat(recorder.log).containsExactly("begin", "task", "task", "task", "end");
    }

    @Test
    void flushRunsLazyTasks() {
        SerialContext<Runnable> context = context(64, 16, left::add);
        context.postLazily(() -> { });

        context.flush();
        context.flush();

        assertThat(recorder.log).containsExactly("begin", "task", "end");
    }

    @Test
    void drainsByItselfWhenAQuarterOfTheQueueIsLazy() {
        SerialContext<Runnable> context = context(16, 100, left::add);
        IntStream.range(0, 4).forEach(i -> context.postLazily(() -> { }));
        assertThat(recorder.log).isEmpty();

        context.postLazily(() -> { });

        assertThat(recorder.tasks()).isEqualTo(5);
        assertThat(context.waiting()).isZero();
    }

    @Test
    void endsATurnAfterItsLimit() {
        SerialContext<Runnable> context = context(16, 2, left::add);
        context.post(() -> IntStream.range(0, 4).forEach(i -> context.post(() -> { })));

        assertThat(recorder.log).containsExactly(
                "begin", "task", "task", "end", "begin", "task", "task", "end", "begin", "task", "end");
    }

    @Test
    void refusesInsideATurnWhenFullAndCountsIt() {
        SerialContext<Runnable> context = context(4, 4, left::add);
        List<Boolean> answers = new ArrayList<>();

        context.post(() -> IntStream.range(0, 6).forEach(i -> answers.add(context.post(() -> { }))));

        assertThat(answers).containsExactly(true, true, true, true, false, false);
        assertThat(context.refused()).isEqualTo(2);
        assertThat(recorder.tasks()).isEqualTo(5);
    }

    @Test
    void neverRefusesASingleThreadThatOnlyPostsLazily() {
        for (int capacity = 2; capacity <= 64; capacity *= 2) {
            SerialContext<Runnable> context = context(capacity, 1_000, left::add);
            for (int i = 0; i < 10 * capacity; i++) {
                assertThat(context.postLazily(() -> { })).isTrue();
            }
            assertThat(context.refused()).isZero();
        }
    }

    @Test
    void drainsFirstWhenACallerFindsTheQueueFullAndNobodyDraining() {
        SerialContext<Runnable> context = context(64, 1, left::add);
        context.post(() -> fill(context, 64));
        assertThat(context.waiting()).isEqualTo(64);

        assertThat(context.post(() -> { })).isTrue();

        assertThat(context.refused()).isZero();
    }

    @Test
    void aCallerLeavesEndlessWorkToTheExecutor() {
        SerialContext<Runnable> context = context(16, 4, left::add);

        context.post(endless(context));

        assertThat(recorder.tasks()).isEqualTo(16 * 4);
        assertThat(left).hasSize(1);
        left.remove().run();
        assertThat(recorder.tasks()).isEqualTo(16 * 4 + 64 * 4);
        assertThat(left).hasSize(1);
    }

    @Test
    void aCallerLeavesEarlyWhenItsTaskIsDoneAndTheQueueIsLong() {
        SerialContext<Runnable> context = context(64, 4, left::add);

        context.post(() -> fill(context, 20));

        assertThat(recorder.tasks()).isEqualTo(4);
        assertThat(context.waiting()).isEqualTo(17);
        assertThat(left).hasSize(1);
        left.remove().run();
        assertThat(recorder.tasks()).isEqualTo(21);
        assertThat(left).isEmpty();
    }

    @Test
    void schedulesOneRestAtATimeAndOthersMayTakeItsWork() {
        SerialContext<Runnable> context = context(64, 4, left::add);
        context.post(() -> fill(context, 40));
        assertThat(left).hasSize(1);

        context.flush();
        assertThat(left).hasSize(1);
        assertThat(recorder.tasks()).isEqualTo(41);
        left.remove().run();
        assertThat(recorder.tasks()).isEqualTo(41);

        context.post(() -> fill(context, 40));
        assertThat(left).as("a new rest after the first one ran").hasSize(1);
    }

    @Test
    void theCallerGoesOnWhenTheExecutorRefuses() {
        SerialContext<Runnable> context = context(64, 1, rest -> {
            throw new RejectedExecutionException("shut down");
        });

        context.post(() -> fill(context, 60));

        assertThat(recorder.tasks()).isEqualTo(61);
        assertThat(context.waiting()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void theCallerGoesOnWithoutRecursionWhenTheExecutorRunsOnTheCaller() {
        SerialContext<Runnable> context = context(64, 1, Runnable::run);
        int[] count = {0};
        int[] deepest = {0};
        Runnable chain = new Runnable() {
            @Override
            public void run() {
                deepest[0] = Math.max(deepest[0], new Throwable().getStackTrace().length);
                if (++count[0] < 5_000) {
                    context.post(this);
                }
            }
        };
        context.post(chain);

        assertThat(count[0]).isEqualTo(5_000);
        assertThat(deepest[0]).isLessThan(new Throwable().getStackTrace().length + 20);
    }

    @Test
    void aRestMayRunLaterOnTheThreadThatLeftIt() {
        SerialContext<Runnable> context = context(64, 4, left::add);
        context.post(() -> fill(context, 20));
        context.post(() -> { });
        while (!left.isEmpty()) {
            left.remove().run();
        }

        assertThat(recorder.tasks()).isEqualTo(22);
    }

    @Test
    void reportsTheFailureOfATaskAndEndsTheTurn() {
        SerialContext<Runnable> context = context(8, 4, left::add);
        AssertionError thrown = new AssertionError("task");

        context.post(() -> {
            context.post(() -> { });
            throw thrown;
        });

        assertThat(failures).containsExactly(thrown);
        assertThat(recorder.log).containsExactly("begin", "task", "task", "end");
        assertThat(context.isCurrentThread()).isFalse();
        context.post(() -> { });
        assertThat(recorder.tasks()).isEqualTo(3);
    }

    @Test
    void reportsTheFailureOfBeginAndEndAndStillHandles() {
        SerialContext<Runnable> context = context(8, 4, left::add);
        IllegalStateException begin = new IllegalStateException("begin");
        IllegalStateException end = new IllegalStateException("end");
        recorder.atBegin = () -> {
            throw begin;
        };
        recorder.atEnd = () -> {
            throw end;
        };

        context.post(() -> { });

        assertThat(failures).containsExactly(begin, end);
        assertThat(recorder.tasks()).isEqualTo(1);
        assertThat(context.isCurrentThread()).isFalse();
    }

    @Test
    void givesAFailingReportToTheThreadsHandlerAndGoesOn() {
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        List<Throwable> uncaught = new ArrayList<>();
        IllegalStateException task = new IllegalStateException("task");
        IllegalStateException report = new IllegalStateException("report");
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
        try {
            SerialContext<Runnable> context = new SerialContext<>(8, 4, recorder, left::add, e -> {
                throw report;
            });
            context.post(() -> {
                throw task;
            });
            context.post(() -> { });
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(before);
        }

        assertThat(uncaught).containsExactly(report);
        assertThat(report.getSuppressed()).containsExactly(task);
        assertThat(recorder.tasks()).isEqualTo(2);
    }

    @Test
    void knowsTheThreadThatDrainsOnlyDuringTheTurn() {
        SerialContext<Runnable> context = context(8, 4, left::add);
        List<Boolean> inside = new ArrayList<>();
        recorder.atBegin = () -> inside.add(context.isCurrentThread());
        recorder.atEnd = () -> inside.add(context.isCurrentThread());

        context.post(() -> inside.add(context.isCurrentThread()));

        assertThat(inside).containsExactly(true, true, true);
        assertThat(context.isCurrentThread()).isFalse();
    }

    @Test
    void refusesATurnWithoutTasks() {
        assertThatThrownBy(() -> context(8, 0, left::add))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least 1 task");
    }

    private SerialContext<Runnable> context(int capacity, int maxTurn, Executor overflow) {
        return new SerialContext<>(capacity, maxTurn, recorder, overflow, failures::add);
    }

    private static void fill(SerialContext<Runnable> context, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(context.post(() -> { })).isTrue();
        }
    }

    private static Runnable endless(SerialContext<Runnable> context) {
        return new Runnable() {
            @Override
            public void run() {
                context.post(this);
            }
        };
    }

    private static final class Recorder implements SerialContext.Turn<Runnable> {

        private final List<String> log = new ArrayList<>();
        private Runnable atBegin = () -> { };
        private Runnable atEnd = () -> { };

        long tasks() {
            return log.stream().filter("task"::equals).count();
        }

        @Override
        public void begin() {
            log.add("begin");
            atBegin.run();
        }

        @Override
        public void handle(Runnable task) {
            log.add("task");
            task.run();
        }

        @Override
        public void end() {
            log.add("end");
            atEnd.run();
        }
    }
}
