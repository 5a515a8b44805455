// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.pattern.work.TaskContext;
import io.ternmq.api.pattern.work.TaskStatus;
import io.ternmq.common.TimeSource;

/** One attempt at a task. Owner: the lane. */
final class TaskRun implements TaskContext {

    private static final long ASK_MILLIS = 1_000;

    private final TaskStates states;
    private final String queue;
    private final int attempt;
    private final TimeSource time;
    private TaskState state;
    private boolean cancelled;
    private long askedMillis;

    TaskRun(TaskStates states, String queue, TaskState state, int attempt, TimeSource time) {
        this.states = states;
        this.queue = queue;
        this.state = state;
        this.attempt = attempt;
        this.time = time;
        this.askedMillis = time.millis();
    }

    void begin() {
        progress(0, "attempt " + attempt);
    }

    TaskState state() {
        return state;
    }

    @Override
    public String id() {
        return state.id();
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public void progress(int percent, String note) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("Progress is from 0 to 100, not " + percent);
        }
        if (!isCancelledNow()) {
            state = state.running(percent, note);
            states.putNow(queue, state);
        }
    }

    @Override
    public boolean isCancelled() {
        return time.millis() - askedMillis < ASK_MILLIS ? cancelled : isCancelledNow();
    }

    /** Asks the broker. */
    boolean isCancelledNow() {
        if (!cancelled) {
            TaskState latest = states.find(queue, id());
            cancelled = latest != null && latest.status() == TaskStatus.CANCELLED;
            askedMillis = time.millis();
        }
        return cancelled;
    }
}
