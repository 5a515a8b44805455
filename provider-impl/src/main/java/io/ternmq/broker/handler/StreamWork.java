// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.stream.GroupView;
import io.ternmq.api.pattern.stream.PartitionView;
import io.ternmq.api.pattern.stream.StreamView;
import io.ternmq.broker.Decision;
import io.ternmq.broker.GroupForgotten;
import io.ternmq.broker.GroupPlaced;
import io.ternmq.broker.OffsetCommitted;
import io.ternmq.broker.StreamConfigured;
import io.ternmq.broker.StreamDeleted;
import io.ternmq.broker.TemporaryNames;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.stream.EventStream;
import io.ternmq.broker.stream.GroupPartition;
import io.ternmq.broker.stream.StreamGroup;
import io.ternmq.broker.stream.StreamReader;
import io.ternmq.protocol.CommitOffset;
import io.ternmq.protocol.ConfigureStream;
import io.ternmq.protocol.DeleteStream;
import io.ternmq.protocol.DescribeStream;
import io.ternmq.protocol.ForgetGroup;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.SeekGroup;
import io.ternmq.routing.TopicNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of streams and groups by name. */
final class StreamWork {

    private final BrokerState state;
    private final Appending appending;

    StreamWork(BrokerState state, Appending appending) {
        this.state = state;
        this.appending = appending;
    }

    void describe(DescribeStream request, Asking asking, Decision out) {
        out.answer(new Reply.StreamTold(view(require(request.stream()))));
    }

    void configure(ConfigureStream request, Asking asking, Decision out) {
        requireName(request.stream());
        EventStream known = state.streams().find(request.stream());
        if (known == null) {
            appending.make(request.stream(), request.policy(), true, out);
        } else if (known.policy().partitions() != request.policy().partitions()) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "Stream '" + request.stream() + "' has " + known.policy().partitions()
                            + " partitions for its life, not " + request.policy().partitions()
                            + ": delete it first, or keep the number.");
        } else {
            out.record(new StreamConfigured(known.id(), request.policy(), true));
        }
        out.done();
    }

    private static void requireName(String name) {
        try {
            TopicNames.requireLiteral(name);
        } catch (IllegalArgumentException e) {
            throw new ProviderException(ErrorCode.INVALID_DESTINATION, String.valueOf(e.getMessage()), e);
        }
        if (TemporaryNames.contains(name)) {
            throw new ProviderException(
                    ErrorCode.INVALID_DESTINATION, "'" + name + "' is temporary and cannot have a stream.");
        }
    }

    void delete(DeleteStream request, Asking asking, Decision out) {
        out.record(new StreamDeleted(require(request.stream()).id()));
        out.done();
    }

    void commit(CommitOffset request, Asking asking, Decision out) {
        EventStream stream = require(request.stream());
        StreamGroup group = require(stream, request.group());
        if (request.partition() < 0 || request.partition() >= group.partitions().size()) {
            throw new ProviderException(
                    ErrorCode.NOT_FOUND,
                    "Stream '" + stream.topic() + "' has partitions 0 to " + (group.partitions().size() - 1)
                            + ", not " + request.partition() + '.');
        }
        if (request.next() > stream.log().nextOffset()) {
            throw new ProviderException(
                    ErrorCode.UNKNOWN_OFFSET,
                    "Stream '" + stream.topic() + "' ends before offset " + stream.log().nextOffset()
                            + "; nobody can be done with " + request.next() + '.');
        }
        if (request.next() > group.partitions().get(request.partition()).committed()) {
            out.record(new OffsetCommitted(stream.id(), group.name(), request.partition(), request.next()));
        }
        out.done();
    }

    void seek(SeekGroup request, Asking asking, Decision out) {
        EventStream stream = require(request.stream());
        requireGroupName(request.group());
        out.record(new GroupPlaced(stream.id(), request.group(), stream.resolve(request.position())));
        out.done();
    }

    private static void requireGroupName(String name) {
        if (name.isBlank()) {
            throw new ProviderException(ErrorCode.SUBSCRIPTION_CONFLICT, "A group needs a name.");
        }
    }

    void forget(ForgetGroup request, Asking asking, Decision out) {
        EventStream stream = require(request.stream());
        forget(stream, require(stream, request.group()), out);
        out.done();
    }

    /** Records that a group is gone; refused while somebody is in it. */
    static void forget(EventStream stream, StreamGroup group, Decision out) {
        if (!group.members().isEmpty()) {
            throw new ProviderException(
                    ErrorCode.SUBSCRIPTION_CONFLICT,
                    "Group '" + group.name() + "' of stream '" + stream.topic() + "' has " + group.members().size()
                            + " members; close their consumers first.");
        }
        out.record(new GroupForgotten(stream.id(), group.name()));
    }

    private EventStream require(String name) {
        EventStream stream = state.streams().find(name);
        if (stream == null) {
            throw Reading.none(name);
        }
        return stream;
    }

    private static StreamGroup require(EventStream stream, String name) {
        StreamGroup group = stream.group(name);
        if (group == null) {
            throw new ProviderException(
                    ErrorCode.NOT_FOUND, "Stream '" + stream.topic() + "' has no group '" + name + "'.");
        }
        return group;
    }

    private StreamView view(EventStream stream) {
        return new StreamView(
                stream.topic(),
                stream.policy(),
                stream.log().firstOffset(),
                stream.log().nextOffset(),
                stream.log().events(),
                stream.log().bytes(),
                Instant.ofEpochMilli(stream.log().firstMillis()),
                stream.groups().stream().map(group -> view(stream, group)).toList());
    }

    private GroupView view(EventStream stream, StreamGroup group) {
        List<PartitionView> partitions = new ArrayList<>();
        long[] lags = stream.lags(group);
        for (GroupPartition partition : group.partitions()) {
            @Nullable StreamReader owner = state.streams().reader(partition.owner());
            partitions.add(new PartitionView(
                    partition.number(),
                    partition.committed(),
                    lags[partition.number()],
                    owner == null ? null : owner.name()));
        }
        return new GroupView(group.name(), group.members().size(), partitions);
    }
}
