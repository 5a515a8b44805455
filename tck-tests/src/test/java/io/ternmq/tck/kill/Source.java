// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.List;

/**
 * Where a consumer is opened.
 *
 * @param kind    what it is
 * @param mailbox name of the queue or of the subscription
 */
record Source(Kind kind, String mailbox) {

    /** The ways to open a consumer. */
    enum Kind {
        QUEUE,
        /** A durable subscription of the topic; the connection needs the {@link Victim#CLIENT client identifier}. */
        DURABLE,
        /** A shared durable subscription of the topic. */
        SHARED_DURABLE
    }

    /** The subscriptions of the topic, which are there before anybody sends to it. */
    static final List<Source> SUBSCRIPTIONS = List.of(
            new Source(Kind.DURABLE, Places.PRIVATE),
            new Source(Kind.DURABLE, Places.SLEEPER),
            new Source(Kind.SHARED_DURABLE, Places.SHARED));

    static Source queue(String name) {
        return new Source(Kind.QUEUE, name);
    }

    MessageConsumer open(Session session) throws JMSException {
        return switch (kind) {
            case QUEUE -> session.createConsumer(session.createQueue(mailbox));
            case DURABLE -> session.createDurableConsumer(session.createTopic(Places.NEWS), mailbox);
            case SHARED_DURABLE -> session.createSharedDurableConsumer(session.createTopic(Places.NEWS), mailbox);
        };
    }
}
