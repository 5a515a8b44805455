// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.listen.Declaration;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.cdi.Pipeline;
import io.ternmq.cdi.Requester;
import io.ternmq.cdi.ScatterGather;
import io.ternmq.cdi.Subscriber;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be injected with a channel, and what each of them asks of it. */
enum Kind {
    PUBLISHER(Publisher.class, 1, -1, false, true, Declaration.Direction.SENDS),
    SUBSCRIBER(Subscriber.class, 1, 0, false, true, Declaration.Direction.RECEIVES),
    REQUESTER(Requester.class, 2, 1, true, true, Declaration.Direction.SENDS),
    SCATTER_GATHER(ScatterGather.class, 2, 1, false, false, Declaration.Direction.SENDS),
    EVENT_STREAM(EventStream.class, 1, 0, false, false, Declaration.Direction.SENDS),
    PIPELINE(Pipeline.class, 2, -1, false, false, null);

    private final Class<?> type;
    private final int argumentCount;
    private final int read;
    private final boolean bareIsQueue;
    private final boolean queueAllowed;
    private final Declaration.@Nullable Direction direction;

    /**
     * A kind.
     *
     * @param type          what is injected
     * @param argumentCount how many types it has
     * @param read          which of them is made out of messages; negative for none
     * @param bareIsQueue   whether a name without a prefix is a queue
     * @param queueAllowed  whether it works with queues
     * @param direction     seen from the program; null for what is no channel
     */
    Kind(
            Class<?> type,
            int argumentCount,
            int read,
            boolean bareIsQueue,
            boolean queueAllowed,
            Declaration.@Nullable Direction direction) {
        this.type = type;
        this.argumentCount = argumentCount;
        this.read = read;
        this.bareIsQueue = bareIsQueue;
        this.queueAllowed = queueAllowed;
        this.direction = direction;
    }

    /** The kind of a class, if it is one of them. */
    static Optional<Kind> of(@Nullable Type raw) {
        return Arrays.stream(values()).filter(each -> each.type == raw).findFirst();
    }

    Class<?> type() {
        return type;
    }

    int argumentCount() {
        return argumentCount;
    }

    /** The argument that is made out of messages, if there is one. */
    Optional<Integer> read() {
        return read < 0 ? Optional.empty() : Optional.of(read);
    }

    boolean bareIsQueue() {
        return bareIsQueue;
    }

    boolean queueAllowed() {
        return queueAllowed;
    }

    Declaration.@Nullable Direction direction() {
        return direction;
    }

    /** As people say it. */
    String word() {
        return type.getSimpleName();
    }

    /** With types, for advice. */
    String example() {
        return argumentCount == 1 ? word() + "<Order>" : word() + "<Order, Bill>";
    }
}
