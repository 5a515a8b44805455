// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Incoming;

/**
 * An event for a member of a group.
 *
 * @param <E> type of the event
 */
public interface GroupDelivery<E> extends Incoming<E> {

    /**
     * The part of the stream that it is in.
     *
     * @return number of the partition, from 0
     */
    int partition();

    /**
     * How many events of its key there are up to it.
     *
     * @return the number, or {@link Appended#UNKNOWN} without a key
     */
    long version();

    /**
     * Says that the group is done with everything of this partition up to this event, this one included. Callable from
     * any thread, also long after the handler returned.
     *
     * @throws ProviderException with {@link ErrorCode#ILLEGAL_STATE} when the group commits by itself; otherwise with
     *                           what the broker says
     */
    void commit();
}
