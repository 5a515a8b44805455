// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.request.RequestHandler;
import io.ternmq.api.pattern.request.Responder;
import io.ternmq.api.pattern.request.ResponderBuilder;
import io.ternmq.pattern.Intake;
import io.ternmq.pattern.Refusals;
import io.ternmq.pattern.Senders;
import io.ternmq.pattern.Toolbox;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** The settings of a responder to be. */
public final class ResponderPlan<Q> implements ResponderBuilder<Q> {

    private static final int SESSIONS = 2;

    private final Toolbox tools;
    private final Channel channel;
    private final PayloadType<Q> type;
    private int lanes = 1;
    private @Nullable String name;
    private @Nullable String group;
    private @Nullable String selector;

    /** Everything that comes from a channel. */
    public ResponderPlan(Toolbox tools, Channel channel, PayloadType<Q> type) {
        this.tools = tools;
        this.channel = channel;
        this.type = type;
        this.name = tools.settings().source();
    }

    @Override
    public ResponderBuilder<Q> name(String own) {
        this.name = own;
        return this;
    }

    @Override
    public ResponderBuilder<Q> concurrency(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("concurrency is 1 or more, not " + count);
        }
        this.lanes = count;
        return this;
    }

    @Override
    public ResponderBuilder<Q> shared(String subscription) {
        this.group = subscription;
        return this;
    }

    @Override
    public ResponderBuilder<Q> selector(String text) {
        this.selector = text;
        return this;
    }

    @Override
    public Responder answer(RequestHandler<Q> handler) {
        Intake intake = Intake.of(channel, selector, null, group, lanes);
        Senders senders = new Senders(tools, SESSIONS);
        CrewResponder responder = new CrewResponder(
                tools, intake, lanes, new Answering<>(tools, senders, type, name, handler), senders);
        try {
            responder.open();
        } catch (JMSException e) {
            throw Refusals.of("Answering at " + channel, e);
        }
        return tools.keep(responder);
    }
}
