// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where messages come from and how many take them.
 *
 * @param channel      a queue or topic
 * @param selector     chooses among the messages, or null
 * @param subscription name of the subscription, or null
 * @param durable      whether the subscription outlives those who take from it
 * @param shared       whether several take from the subscription
 */
public record Intake(
        Channel channel, @Nullable String selector, @Nullable String subscription, boolean durable, boolean shared) {

    /**
     * Puts together what somebody has asked for.
     *
     * @param channel  a queue or topic
     * @param selector chooses among the messages, or null
     * @param durable  name of a durable subscription, or null
     * @param shared   name of a shared subscription, or null
     * @param lanes    how many take
     * @throws ProviderException with {@code INVALID_SETTING} when it does not fit together
     */
    public static Intake of(
            Channel channel,
            @Nullable String selector,
            @Nullable String durable,
            @Nullable String shared,
            int lanes) {
        if (durable != null && shared != null && !durable.equals(shared)) {
            throw unfit("A subscription has one name: it cannot be durable as \"" + durable + "\" and shared as \""
                    + shared + "\"");
        }
        String name = durable != null ? durable : shared;
        if (channel.isQueue()) {
            if (name != null) {
                throw unfit(channel + " is a queue and has no subscription \"" + name
                        + "\": everybody who takes from it shares it, and it is durable anyway");
            }
            return new Intake(channel, selector, null, false, false);
        }
        return ofTopic(channel, selector, name, durable != null, shared != null, lanes);
    }

    private static Intake ofTopic(
            Channel channel,
            @Nullable String selector,
            @Nullable String name,
            boolean durable,
            boolean shared,
            int lanes) {
        if (lanes == 1 || shared) {
            return new Intake(channel, selector, name, durable, shared);
        }
        if (durable) {
            throw unfit("The durable subscription \"" + name + "\" of " + channel + " is for one lane, not for " + lanes
                    + ": share it under the same name as well");
        }
        return new Intake(channel, selector, "lanes-" + UUID.randomUUID(), false, true);
    }

    private static ProviderException unfit(String why) {
        return new ProviderException(ErrorCode.INVALID_SETTING, why);
    }

    /**
     * Refuses what the provider would not understand without a client identifier.
     *
     * @throws ProviderException with {@code INVALID_CLIENT_ID}
     */
    public void check(Toolbox tools) throws JMSException {
        if (durable && !shared && tools.connection().getClientID() == null) {
            throw new ProviderException(
                    ErrorCode.INVALID_CLIENT_ID,
                    "The durable subscription \"" + subscription + "\" of " + channel
                            + " is not shared, so that it needs a client identifier:"
                            + " set one at the connection factory, or share the subscription");
        }
    }

    /** A consumer of a session. */
    public MessageConsumer consumer(Session session, MessageForms forms) throws JMSException {
        if (subscription == null) {
            return session.createConsumer(forms.destination(session, channel), selector);
        }
        Topic topic = (Topic) forms.destination(session, channel);
        if (durable) {
            return shared
                    ? session.createSharedDurableConsumer(topic, subscription, selector)
                    : session.createDurableConsumer(topic, subscription, selector, false);
        }
        return session.createSharedConsumer(topic, subscription, selector);
    }
}
