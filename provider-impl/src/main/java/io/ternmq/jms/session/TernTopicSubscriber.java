// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.client.session.ClientConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/** A consumer of a subscription. */
final class TernTopicSubscriber extends TernConsumer implements TopicSubscriber {

    private final Topic topic;
    private final boolean noLocal;

    TernTopicSubscriber(
            Deliveries deliveries, ClientConsumer core, @Nullable String selector, Topic topic, boolean noLocal) {
        super(deliveries, core, selector);
        this.topic = topic;
        this.noLocal = noLocal;
    }

    @Override
    public Topic getTopic() throws JMSException {
        requireOpen();
        return topic;
    }

    @Override
    public boolean getNoLocal() throws JMSException {
        requireOpen();
        return noLocal;
    }
}
