// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.pattern.ErrorPolicy;

/**
 * Describes one member or more of a group. Every call but the last one returns this builder. Not for use by several
 * threads.
 *
 * @param <E> type of the events
 */
public interface GroupReading<E> {

    /**
     * Says where a new group begins; one that exists goes on from where it is.
     *
     * @param position default {@link StreamPosition.Earliest}
     * @return this builder
     */
    GroupReading<E> from(StreamPosition position);

    /**
     * Says who commits.
     *
     * @param mode default {@link CommitMode#AUTO}
     * @return this builder
     */
    GroupReading<E> commit(CommitMode mode);

    /**
     * Opens several members here, among whom the partitions are divided. Events of one key are handled one after the
     * other all the same; more members than partitions are idle.
     *
     * @param members 1 (default) or more
     * @return this builder
     */
    GroupReading<E> concurrency(int members);

    /**
     * Leaves out what a selector does not select; the group is done with what is left out.
     *
     * @param expression a message selector
     * @return this builder
     */
    GroupReading<E> selector(String expression);

    /**
     * Says what happens when the handler fails. An event that is not of the type of the stream fails at once. Dead
     * letters go to {@code DLQ.<stream>.<group>}, and with {@link CommitMode#AUTO} moving one there and going on is one
     * transaction. Attempts made here keep the order of a key; what is given back to the broker ({@code REDELIVER},
     * {@code STOP}) may be passed by later events while a redelivery delay of the broker's settings lasts.
     *
     * @param policy default {@link ErrorPolicy#DEFAULT}
     * @return this builder
     */
    GroupReading<E> errorPolicy(ErrorPolicy policy);

    /**
     * Ends the description; events come from now on.
     *
     * @param handler gets the events of a partition in order; for several members on several threads
     * @return to watch and close them
     */
    GroupHandle handler(GroupHandler<E> handler);
}
