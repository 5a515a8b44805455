// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import io.ternmq.ra.Alarms;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Alarms of the server's timer. Any thread may call; after the end, alarms do not go off any more. */
final class TimerAlarms implements Alarms {

    private static final System.Logger LOG = System.getLogger(TimerAlarms.class.getName());

    private final Timer timer;
    private boolean ended;

    TimerAlarms(Timer timer) {
        this.timer = timer;
    }

    @Override
    public synchronized Runnable after(long millis, Runnable task) {
        Alarm alarm = new Alarm(task);
        if (!ended) {
            timer.schedule(alarm, millis);
        }
        return alarm::cancel;
    }

    synchronized void end() {
        ended = true;
        timer.cancel();
    }

    /**
     * Keeps what a task throws from ending the timer, which has others. Lets go of the task when it is cancelled: the
     * timer keeps what is cancelled until its time, and a task holds a program's class loader.
     */
    private static final class Alarm extends TimerTask {

        private volatile @Nullable Runnable task;

        Alarm(Runnable task) {
            this.task = task;
        }

        @Override
        public boolean cancel() {
            task = null;
            return super.cancel();
        }

        @Override
        public void run() {
            Runnable due = task;
            try {
                if (due != null) {
                    due.run();
                }
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A task of the resource adapter's timer has failed", e);
            }
        }
    }
}
