// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/** Where things are put down that happen at a moment; seen from those who own the things. Owned by the shard. */
public interface Timetable {

    /** Puts something down that is not put down yet. */
    void add(Timed item);

    /** Strikes something out; does nothing when it is not put down. */
    void remove(Timed item);
}
