// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimerAlarmsTest {

    private final HandTimer timer = new HandTimer();
    private final TimerAlarms alarms = new TimerAlarms(timer);
    private final List<String> done = new ArrayList<>();

    /** A timer that keeps what it is given until the test runs it. */
    private static final class HandTimer extends Timer {

        private final List<TimerTask> tasks = new ArrayList<>();
        private boolean cancelled;

        HandTimer() {
            super(true);
        }

        @Override
        public void schedule(TimerTask task, long delay) {
            tasks.add(task);
        }

        @Override
        public void cancel() {
            cancelled = true;
            super.cancel();
        }
    }

    @AfterEach
    void end() {
        timer.cancel();
    }

    @Test
    void letsGoOfWhatIsCancelledThoughTheTimerKeepsIt() {
        Runnable cancel = alarms.after(60_000, () -> done.add("cancelled"));
        alarms.after(60_000, () -> done.add("kept"));
        cancel.run();
        cancel.run();
        timer.tasks.forEach(TimerTask::run);
        assertThat(done).containsExactly("kept");
        assertThat(timer.tasks.get(0).cancel()).as("the timer itself knows that it is cancelled").isFalse();
    }

    @Test
    void keepsFailuresFromTheTimerWhichHasOtherTasks() {
        alarms.after(0, () -> {
            throw new IllegalStateException("on purpose");
        });
        alarms.after(0, () -> done.add("the next"));
        timer.tasks.forEach(TimerTask::run);
        assertThat(done).containsExactly("the next");
    }

    @Test
    void setsNoneAnyMoreAfterItsEnd() {
        alarms.end();
        alarms.after(0, () -> done.add("late")).run();
        assertThat(timer.cancelled).isTrue();
        assertThat(timer.tasks).isEmpty();
    }
}
