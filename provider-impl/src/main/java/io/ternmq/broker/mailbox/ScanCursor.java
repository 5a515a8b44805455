// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import java.util.Iterator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far a consumer with a selector has looked at the messages of one priority. What came back into a part of the
 * backlog that it has passed is remembered one by one, since looking at all of that again could mean reading millions.
 */
final class ScanCursor {

    /** The last resident message that was looked at and not wanted. */
    @Nullable Entry seen;

    /** Everything in the backlog up to here was looked at and not wanted, or is listed below. */
    long passed;

    private @Nullable TreeSet<Long> again;

    /** A message came back to a place in the backlog. */
    void lookAgainAt(long order) {
        if (order <= passed) {
            if (again == null) {
                again = new TreeSet<>();
            }
            again.add(order);
        }
    }

    /** Places to look at again, in order; those that are done with are removed through the iterator. */
    @Nullable Iterator<Long> again() {
        return again == null || again.isEmpty() ? null : again.iterator();
    }
}
