// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import java.util.function.BiFunction;

/**
 * Describes objects that are made of events. Not for use by several threads.
 *
 * @param <E> type of the events
 * @param <S> type of the objects' state
 */
public interface EventStoreBuilder<E, S> {

    /**
     * Says how often the state of an object is kept, so that loading needs no more than so many events. Snapshots are
     * in a stream of their own, {@code <name>.snapshots}, which keeps the newest one of each object. A snapshot that
     * cannot be written is logged and missed; the events are there all the same.
     *
     * @param events after so many events of an object, 1 or more; never, unless this is called
     * @return this builder
     */
    EventStoreBuilder<E, S> snapshotEvery(int events);

    /**
     * Says how often {@link EventStore#update} tries.
     *
     * @param count attempts altogether, 1 or more; default 10
     * @return this builder
     */
    EventStoreBuilder<E, S> attempts(int count);

    /**
     * Ends the description.
     *
     * @param initial state of an object that nothing has happened to
     * @param fold    the state after one more event; without effects, since it is called whenever an object is loaded
     * @return the store; it has nothing to be closed
     */
    EventStore<E, S> build(S initial, BiFunction<? super S, ? super E, ? extends S> fold);
}
