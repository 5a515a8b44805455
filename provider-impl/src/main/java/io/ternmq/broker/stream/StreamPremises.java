// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import io.ternmq.broker.BodyHolds;
import io.ternmq.broker.StoredMessage;
import io.ternmq.broker.Timetable;

/** What streams share with the rest of the broker: its memory, its timetable, the way back to the store. */
public interface StreamPremises {

    /** Counts memory that is taken, or given back when negative. */
    void addMemory(long bytes);

    /** Whether the store keeps messages outside of the heap. */
    boolean isPaging();

    /** Where messages are read again. */
    StoredMessage.Source source();

    /** Who counts the holders of large bodies. */
    BodyHolds bodies();

    /** Where moments are put down. */
    Timetable timetable();
}
