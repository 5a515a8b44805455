// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.util.List;
import java.util.function.Function;

/**
 * Objects that are made of their events. The events of an object are those of the stream with its identity as key; a
 * stream that drops events needs snapshots, and has to keep of each object the last event and those after its newest
 * snapshot. Callable from any thread.
 *
 * @param <E> type of the events
 * @param <S> type of the objects' state
 */
public interface EventStore<E, S> {

    /**
     * The object as all events up to now have made it: its newest snapshot and the events after that.
     *
     * @param id identity of the object
     * @return its state, and the version to append with
     */
    Loaded<S> load(String id);

    /**
     * Appends events of an object, all of them or none.
     *
     * @param id              identity of the object
     * @param expectedVersion version by which the events were decided
     * @param events          in this order; none is nothing done
     * @return the new version
     * @throws ProviderException with {@link ErrorCode#VERSION_CONFLICT} when something else has happened to it since
     */
    long append(String id, long expectedVersion, List<? extends E> events);

    /**
     * Loads, decides and appends; when something else has happened to the object meanwhile, once more, as often as was
     * set.
     *
     * @param id       identity of the object
     * @param decision what is to happen to an object in this state; called once for each attempt, on this thread
     * @return the object after the events
     * @throws ProviderException with {@link ErrorCode#VERSION_CONFLICT} when the last attempt came too late as well
     */
    Loaded<S> update(String id, Function<? super S, ? extends List<? extends E>> decision);
}
