// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.client.HandClock;
import io.ternmq.client.HandExecutor;
import io.ternmq.client.ScriptedBroker;
import io.ternmq.common.Environment;
import io.ternmq.jms.TernQueue;
import io.ternmq.jms.TernTopic;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;

/** Connections of the specification to a scripted broker. */
final class JmsStage {

    static final TernQueue QUEUE = new TernQueue("orders");
    static final TernTopic TOPIC = new TernTopic("news");

    final HandClock clock = new HandClock();
    final HandExecutor executor = new HandExecutor();
    final ScriptedBroker broker = new ScriptedBroker(clock);
    final Environment environment = new Environment(clock, executor);

    TernConnection connection() throws JMSException {
        return connection(ClientPolicy.DEFAULT);
    }

    TernConnection connection(ClientPolicy policy) throws JMSException {
        TernConnection connection = TernConnection.open(broker.connector(), environment, policy, null, null);
        broker.hearsNoMatterWhat();
        return connection;
    }

    TernQueueConnection queueConnection() throws JMSException {
        return TernQueueConnection.open(broker.connector(), environment, ClientPolicy.DEFAULT, null, null);
    }

    TernTopicConnection topicConnection() throws JMSException {
        return TernTopicConnection.open(broker.connector(), environment, ClientPolicy.DEFAULT, null, null);
    }

    JMSContext context(int mode) {
        JMSContext context =
                TernContext.open(broker.connector(), environment, ClientPolicy.DEFAULT, null, null, mode);
        broker.hearsNoMatterWhat();
        return context;
    }
}
