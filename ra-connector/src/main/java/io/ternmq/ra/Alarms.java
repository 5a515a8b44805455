// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra;

/** Does something later, on a thread that must not be held up: the server's timer, or a clock that a test moves. */
@FunctionalInterface
public interface Alarms {

    /**
     * Sets an alarm.
     *
     * @param millis how long from now, in milliseconds, not negative
     * @param task   short; hands longer work to the work manager
     * @return cancels the alarm; does nothing once it has gone off
     */
    Runnable after(long millis, Runnable task);
}
