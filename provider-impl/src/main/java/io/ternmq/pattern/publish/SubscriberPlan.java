// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.publish;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageHandler;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.publish.SubscriberBuilder;
import io.ternmq.api.pattern.publish.Subscription;
import io.ternmq.pattern.Handling;
import io.ternmq.pattern.Intake;
import io.ternmq.pattern.Refusals;
import io.ternmq.pattern.Toolbox;
import jakarta.jms.JMSException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What somebody wants to receive. */
public final class SubscriberPlan<T> implements SubscriberBuilder<T> {

    private final Toolbox tools;
    private final Channel channel;
    private final PayloadType<T> type;
    private Predicate<? super Incoming<T>> filter = message -> true;
    private ErrorPolicy policy = ErrorPolicy.DEFAULT;
    private int lanes = 1;
    private @Nullable String selector;
    private @Nullable String durable;
    private @Nullable String shared;

    /** Everything that comes from a channel. */
    public SubscriberPlan(Toolbox tools, Channel channel, PayloadType<T> type) {
        this.tools = tools;
        this.channel = channel;
        this.type = type;
    }

    @Override
    public SubscriberBuilder<T> selector(String text) {
        this.selector = text;
        return this;
    }

    @Override
    public SubscriberBuilder<T> filter(Predicate<? super Incoming<T>> test) {
        this.filter = test;
        return this;
    }

    @Override
    public SubscriberBuilder<T> concurrency(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("concurrency is 1 or more, not " + count);
        }
        this.lanes = count;
        return this;
    }

    @Override
    public SubscriberBuilder<T> durable(String name) {
        this.durable = name;
        return this;
    }

    @Override
    public SubscriberBuilder<T> shared(String name) {
        this.shared = name;
        return this;
    }

    @Override
    public SubscriberBuilder<T> onError(ErrorPolicy choice) {
        this.policy = choice;
        return this;
    }

    @Override
    public Subscription handle(MessageHandler<T> handler) {
        Intake intake = Intake.of(channel, selector, durable, shared, lanes);
        Handling.Spec<T> spec = Handling.Spec.of(type, channel)
                .withSubscription(durable != null ? durable : shared)
                .withPolicy(policy)
                .withFilter(filter);
        CrewSubscription<T> subscription = new CrewSubscription<>(tools, intake, lanes, spec, handler);
        try {
            intake.check(tools);
            subscription.open();
        } catch (JMSException e) {
            throw Refusals.of("Subscribing to " + channel, e);
        }
        return tools.keep(subscription);
    }
}
