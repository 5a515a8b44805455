// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.ConsumerOpened;
import io.ternmq.broker.Decision;
import io.ternmq.broker.GroupPlaced;
import io.ternmq.broker.ReaderOpened;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.broker.stream.EventStream;
import io.ternmq.broker.stream.StreamGroup;
import io.ternmq.message.AddressKind;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Source;
import io.ternmq.routing.TopicPattern;
import io.ternmq.selector.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens readers of streams, and members of groups that share one. */
final class Reading {

    private final BrokerState state;
    private final Appending appending;

    Reading(BrokerState state, Appending appending) {
        this.state = state;
        this.appending = appending;
    }

    void open(OpenConsumer request, Source.OfStream source, @Nullable Selector selector, Asking asking, Decision out) {
        TopicPattern pattern = patternOf(source);
        List<EventStream> streams = streams(pattern);
        String group = source.group();
        if (!pattern.isWildcard() && streams.isEmpty()) {
            StreamPolicy policy = state.policyFor(source.topic()).stream();
            if (policy == null) {
                throw none(source.topic().name());
            }
            long made = appending.make(source.topic().name(), policy, false, out);
            if (group != null) {
                out.record(new GroupPlaced(made, group, 0));
            }
        }
        if (group != null) {
            join(group, source, streams, out);
        }
        ConnectionState connection = asking.connection();
        long mailbox = state.numbers().nextMailbox();
        String name = connection.clientId() == null ? Long.toString(connection.id()) : connection.clientId();
        out.record(new ReaderOpened(
                mailbox, source.topic().name(), group, source.reading(), selector, source.resumeAt(), name));
        out.record(new ConsumerOpened(
                state.numbers().nextConsumer(), connection.id(), request.consumer(), mailbox, null, 0));
        out.done();
    }

    private static TopicPattern patternOf(Source.OfStream source) {
        if (source.topic().kind() != AddressKind.TOPIC) {
            throw new ProviderException(
                    ErrorCode.INVALID_DESTINATION,
                    source.topic() + " has no stream: only lasting topics can have one.");
        }
        try {
            return TopicPattern.parse(source.topic().name());
        } catch (IllegalArgumentException e) {
            throw new ProviderException(ErrorCode.INVALID_DESTINATION, String.valueOf(e.getMessage()), e);
        }
    }

    private List<EventStream> streams(TopicPattern pattern) {
        if (!pattern.isWildcard()) {
            EventStream stream = state.streams().find(pattern.text());
            return stream == null ? List.of() : List.of(stream);
        }
        List<EventStream> found = new ArrayList<>();
        for (EventStream stream : state.streams().all()) {
            if (pattern.matches(stream.topic())) {
                found.add(stream);
            }
        }
        return found;
    }

    private static void join(String name, Source.OfStream source, List<EventStream> streams, Decision out) {
        for (EventStream stream : streams) {
            StreamGroup group = stream.group(name);
            if (group == null) {
                out.record(new GroupPlaced(stream.id(), name, stream.resolve(source.reading().from())));
            } else if (source.isExclusive() && group.isInUse()) {
                throw new ProviderException(
                        ErrorCode.SUBSCRIPTION_CONFLICT,
                        "Subscription '" + name + "' has an active consumer already and is not shared");
            }
        }
    }

    static ProviderException none(String stream) {
        return new ProviderException(
                ErrorCode.NOT_FOUND,
                "There is no stream behind topic '" + stream
                        + "': configure one for this topic, or in the settings of destinations.");
    }
}
