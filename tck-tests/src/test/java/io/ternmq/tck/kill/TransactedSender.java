// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends batches of random size to a queue and a topic in local transactions, and rolls some of them back. */
final class TransactedSender extends Actor {

    private static final int LARGEST_BATCH = 12;

    private final int producer;
    private int next;
    private @Nullable Session session;

    TransactedSender(Scene scene, int producer, int next) {
        super(scene, "transacted-sender-" + producer);
        this.producer = producer;
        this.next = next;
    }

    @Override
    void begin() throws JMSException {
        session = scene().factory().createConnection().createSession(Session.SESSION_TRANSACTED);
    }

    @Override
    void step() throws JMSException {
        Session open = Objects.requireNonNull(session);
        String deed = scene().name("t");
        try (MessageProducer sends = open.createProducer(null)) {
            for (int left = 1 + random().nextInt(LARGEST_BATCH); left > 0; left--) {
                MessageId id = new MessageId(producer, next++);
                send(open, sends, happens(30)
                        ? new Letter(deed, id, open.createTopic(Places.NEWS), Places.ALL_NEWS)
                        : new Letter(deed, id, open.createQueue(Places.BATCH), Places.BATCH));
            }
        }
        if (happens(15)) {
            tell(Verb.ROLLBACK, deed);
            open.rollback();
            tell(Verb.ROLLEDBACK, deed);
        } else {
            tell(Verb.COMMIT, deed);
            open.commit();
            tell(Verb.COMMITTED, deed);
        }
    }
}
