// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/** Something that happens at a moment; knows its place in the schedule so that it can be taken out again quickly. */
public abstract class Timed {

    /** {@link #scheduleIndex} of something that is not scheduled. */
    public static final int NOT_SCHEDULED = -1;

    /** When it is due, in milliseconds since 1970; must not change while it is scheduled. */
    protected long dueMillis;

    private int scheduleIndex = NOT_SCHEDULED;

    /** For sub-classes. */
    protected Timed() {}

    /** When it is due, in milliseconds since 1970. */
    public final long dueMillis() {
        return dueMillis;
    }

    /** Orders what is due at the same moment; must not change while it is scheduled. */
    protected abstract long rank();

    /** Whether it comes out of the schedule before another. */
    public final boolean isBefore(Timed other) {
        return dueMillis != other.dueMillis ? dueMillis < other.dueMillis : rank() < other.rank();
    }

    /** Its place in the schedule, or {@link #NOT_SCHEDULED}; belongs to the schedule. */
    public final int scheduleIndex() {
        return scheduleIndex;
    }

    /** Called by the schedule only. */
    public final void setScheduleIndex(int index) {
        this.scheduleIndex = index;
    }
}
