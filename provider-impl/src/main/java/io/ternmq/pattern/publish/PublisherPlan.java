// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.publish;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.MessageKind;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.publish.PublisherBuilder;
import io.ternmq.pattern.Toolbox;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings of a publisher to be. A message with them is kept, and each message begins as its copy. */
public final class PublisherPlan<T> implements PublisherBuilder<T> {

    private static final int SESSIONS = 4;
    private static final int IN_FLIGHT = 1024;
    private static final Channel NOWHERE = Channel.queue("nowhere");

    private final Toolbox tools;
    private final Outgoing.Builder defaults = Outgoing.to(NOWHERE);
    private @Nullable Channel channel;
    private int sessions = SESSIONS;
    private int inFlight = IN_FLIGHT;

    /** The default settings. */
    public PublisherPlan(Toolbox tools) {
        this.tools = tools;
    }

    @Override
    public PublisherBuilder<T> to(Channel place) {
        this.channel = place;
        return this;
    }

    @Override
    public PublisherBuilder<T> kind(MessageKind kind) {
        defaults.kind(kind);
        return this;
    }

    @Override
    public PublisherBuilder<T> type(String name) {
        defaults.type(name);
        return this;
    }

    @Override
    public PublisherBuilder<T> source(String name) {
        defaults.source(name);
        return this;
    }

    @Override
    public PublisherBuilder<T> priority(int priority) {
        defaults.priority(priority);
        return this;
    }

    @Override
    public PublisherBuilder<T> timeToLive(Duration limit) {
        defaults.timeToLive(limit);
        return this;
    }

    @Override
    public PublisherBuilder<T> header(String name, Object value) {
        defaults.header(name, value);
        return this;
    }

    @Override
    public PublisherBuilder<T> nonPersistent() {
        defaults.nonPersistent();
        return this;
    }

    @Override
    public PublisherBuilder<T> sessions(int count) {
        this.sessions = atLeastOne(count, "sessions");
        return this;
    }

    @Override
    public PublisherBuilder<T> inFlight(int count) {
        this.inFlight = atLeastOne(count, "inFlight");
        return this;
    }

    @Override
    public Publisher<T> open() {
        Outgoing<String> template = defaults.body("");
        return tools.keep(new PooledPublisher<>(tools, template, channel, sessions, inFlight));
    }

    private static int atLeastOne(int count, String what) {
        if (count < 1) {
            throw new IllegalArgumentException(what + " is 1 or more, not " + count);
        }
        return count;
    }
}
