// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.listen.Fault;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.stream.ReaderOptions;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A channel as somebody has written it, taken apart.
 *
 * @param kind    what works with it
 * @param name    queue, topic or pipeline, with options
 * @param channel the same with its domain; null for a pipeline, and without a name
 */
record Address(Kind kind, String name, @Nullable Channel channel) {

    private static final String QUEUE = "queue://";
    private static final String TOPIC = "topic://";
    private static final Set<String> WILD = Set.of("*", "#", ">");

    /** Reads what is written; a bare name belongs to the domain that is usual. */
    static Address of(Kind kind, String text) {
        boolean isQueue = text.startsWith(QUEUE) || (kind.bareIsQueue() && !text.startsWith(TOPIC));
        boolean isPrefixed = text.startsWith(QUEUE) || text.startsWith(TOPIC);
        String name = isPrefixed ? text.substring(QUEUE.length()) : text;
        if (name.isBlank() || kind == Kind.PIPELINE) {
            return new Address(kind, kind == Kind.PIPELINE ? text : name, null);
        }
        return new Address(kind, name, isQueue ? Channel.queue(name) : Channel.topic(name));
    }

    /** Without options. */
    @Nullable Channel plain() {
        if (channel == null || channel.isQueue() || name.indexOf('?') < 0) {
            return channel;
        }
        return Channel.topic(name.substring(0, name.indexOf('?')));
    }

    /** What is wrong. */
    Stream<Fault> faults(Point point) {
        if (name.isBlank()) {
            return Stream.of(point.fault("The channel has no name.",
                    kind == Kind.PIPELINE
                            ? "Write @Channel(\"…\") with the name of a PipelineDefinition."
                            : "Write @Channel(\"queue://…\") or @Channel(\"topic://…\")."));
        }
        if (channel == null) {
            return Stream.empty();
        }
        return Stream.of(domain(point, channel), options(point, channel), pattern(point, channel))
                .flatMap(faults -> faults);
    }

    private Stream<Fault> domain(Point point, Channel where) {
        if (!where.isQueue() || kind.queueAllowed()) {
            return Stream.empty();
        }
        return Stream.of(point.fault("'" + where + "' is a queue, and " + article() + " works with topics only.",
                kind == Kind.SCATTER_GATHER
                        ? "Write topic://" + name + ", or a Requester, which asks one of those at a queue."
                        : "Write topic://" + name + ", or a Subscriber, which takes messages out of a queue."));
    }

    private Stream<Fault> options(Point point, Channel where) {
        int mark = name.indexOf('?');
        if (where.isQueue() || mark < 0) {
            return Stream.empty();
        }
        if (kind != Kind.SUBSCRIBER) {
            return Stream.of(point.fault("'" + where + "' has options, and only a Subscriber knows any.",
                    "Leave '" + name.substring(mark) + "' out."));
        }
        try {
            ReaderOptions.parse(name.substring(mark + 1));
            return Stream.empty();
        } catch (IllegalArgumentException e) {
            return Stream.of(point.fault("'" + where + "' cannot be read: " + e.getMessage() + '.',
                    "Write options as in ?replay=earliest&group=billing, or none."));
        }
    }

    private Stream<Fault> pattern(Point point, Channel where) {
        Channel bare = plain();
        boolean isWild = bare != null && Arrays.stream(bare.name().split("\\.", -1)).anyMatch(WILD::contains);
        if (!isWild || kind == Kind.SUBSCRIBER || kind == Kind.EVENT_STREAM) {
            return Stream.empty();
        }
        return Stream.of(point.fault("'" + where + "' is a pattern, and " + article() + " sends.",
                "Write the name of one " + (where.isQueue() ? "queue." : "topic.")));
    }

    private String article() {
        return (kind == Kind.EVENT_STREAM ? "an " : "a ") + kind.word();
    }
}
