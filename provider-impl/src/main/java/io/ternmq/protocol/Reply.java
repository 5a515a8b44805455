// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.stream.StreamView;
import io.ternmq.message.Address;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import java.util.List;

/** The broker's answer to one request. */
public sealed interface Reply {

    /** Done, with nothing more to say. */
    record Done() implements Reply {

        /** The one instance that is needed. */
        public static final Done INSTANCE = new Done();
    }

    /**
     * The connection stands.
     *
     * @param connection unique to this connection for the life of the broker's store; part of message identifiers
     */
    record Connected(String connection) implements Reply {}

    /**
     * A temporary destination was made.
     *
     * @param address its address
     */
    record Created(Address address) implements Reply {}

    /**
     * Part of a queue.
     *
     * @param messages messages in the order of delivery
     * @param next     where to go on, or {@link #END}
     */
    record Page(List<FrozenMessage> messages, long next) implements Reply {

        /** Nothing follows. */
        public static final long END = -1;
    }

    /**
     * One part of a large body.
     *
     * @param bytes the part
     */
    record Part(Bytes bytes) implements Reply {}

    /**
     * How a step of a branch went.
     *
     * @param vote the result
     */
    record Voted(Vote vote) implements Reply {}

    /**
     * The branches that wait for their manager.
     *
     * @param branches those that are prepared
     */
    record InDoubt(List<BranchId> branches) implements Reply {}

    /**
     * Part of the schedules.
     *
     * @param schedules those that were asked for, by name
     * @param isMore    whether others follow
     */
    record Schedules(List<ScheduleState> schedules, boolean isMore) implements Reply {}

    /**
     * A message is in a stream.
     *
     * @param offset    its place
     * @param partition the partition that it is in
     * @param version   how many events of its key there are with it; 0 without a key
     */
    record Appended(long offset, int partition, long version) implements Reply {}

    /**
     * What a stream is like.
     *
     * @param view the stream
     */
    record StreamTold(StreamView view) implements Reply {}

    /**
     * The request was refused and changed nothing.
     *
     * @param code    why, for programs
     * @param message why and what to do, for people
     */
    record Refused(ErrorCode code, String message) implements Reply {

        /** The refusal as an exception. */
        public ProviderException toException() {
            return new ProviderException(code, message);
        }
    }
}
