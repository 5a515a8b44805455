// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.policy.StreamPolicy;

/**
 * Opens typed event streams. Needs a TernMQ broker: over another provider every call ends with {@link
 * ErrorCode#BROKER_HELP_NEEDED}. Callable from any thread.
 */
public interface Streams {

    /**
     * A stream that exists, or is made by the settings of its topic with the first event.
     *
     * @param name name of the stream, which is that of its topic; for readers without an end and for groups also a
     *             pattern of names, whose streams are read in the order in which events were appended
     * @param type what events are read as
     * @param <E>  type of the events
     * @return to be closed by the caller, or with the {@code Messaging} that it comes from
     * @throws ProviderException with {@link ErrorCode#BROKER_HELP_NEEDED} over another provider
     */
    default <E> EventStream<E> open(String name, Class<E> type) {
        return open(name, PayloadType.of(type));
    }

    /**
     * A stream that exists, or is made by the settings of its topic with the first event.
     *
     * @param name name of the stream, which is that of its topic; for readers without an end and for groups also a
     *             pattern of names, whose streams are read in the order in which events were appended
     * @param type what events are read as
     * @param <E>  type of the events
     * @return to be closed by the caller, or with the {@code Messaging} that it comes from
     * @throws ProviderException with {@link ErrorCode#BROKER_HELP_NEEDED} over another provider
     */
    <E> EventStream<E> open(String name, PayloadType<E> type);

    /**
     * A stream that is made now, unless it exists, and keeps its events by this policy from now on.
     *
     * @param name   name of the stream, which is that of its topic
     * @param type   what events are read as
     * @param policy retention and partitions
     * @param <E>    type of the events
     * @return to be closed by the caller, or with the {@code Messaging} that it comes from
     * @throws ProviderException with {@link ErrorCode#BROKER_HELP_NEEDED} over another provider; with what the broker
     *                           says when it does not allow the name or the change
     */
    default <E> EventStream<E> open(String name, Class<E> type, StreamPolicy policy) {
        return open(name, PayloadType.of(type), policy);
    }

    /**
     * A stream that is made now, unless it exists, and keeps its events by this policy from now on.
     *
     * @param name   name of the stream, which is that of its topic
     * @param type   what events are read as
     * @param policy retention and partitions
     * @param <E>    type of the events
     * @return to be closed by the caller, or with the {@code Messaging} that it comes from
     * @throws ProviderException with {@link ErrorCode#BROKER_HELP_NEEDED} over another provider; with what the broker
     *                           says when it does not allow the name or the change
     */
    <E> EventStream<E> open(String name, PayloadType<E> type, StreamPolicy policy);

    /**
     * What can be done to streams by name: look, configure, delete, move and forget groups.
     *
     * @return the port to the broker
     * @throws ProviderException with {@link ErrorCode#BROKER_HELP_NEEDED} over another provider
     */
    StreamAccess access();
}
