// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

/** Receives and sends on within one transaction or branch. Owned by an actor. */
final class Forwarder {

    private static final int MOST = 5;
    private static final long PATIENCE = 20;

    private final Actor actor;
    private final int producer;
    private int next;

    Forwarder(Actor actor, int producer, int next) {
        this.actor = actor;
        this.producer = producer;
        this.next = next;
    }

    /** Does it for some messages; whether there were any. */
    boolean run(Session session, MessageConsumer consumer, String consumerName, String deed) throws JMSException {
        int most = 1 + actor.random().nextInt(MOST);
        int done = 0;
        Queue moved = session.createQueue(Places.MOVED);
        try (MessageProducer sends = session.createProducer(null)) {
            for (; done < most; done++) {
                Message message = consumer.receive(PATIENCE);
                if (message == null) {
                    break;
                }
                actor.scene().tellGot(consumerName, deed, message, false);
                if (actor.happens(60)) {
                    actor.send(session, sends, new Actor.Letter(
                            deed, new MessageId(producer, next++), moved, Places.MOVED));
                }
            }
        }
        return done > 0;
    }
}
