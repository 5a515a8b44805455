// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Consumes and sends on in local transactions, and rolls some of them back, or all. */
final class TransactedConsumer extends Actor {

    private final Source source;
    private final Forwarder forwarder;
    private final int rollbackPercent;
    private @Nullable Connection connection;
    private @Nullable Session session;
    private @Nullable MessageConsumer consumer;
    private String consumerName = "";

    TransactedConsumer(Scene scene, Source source, int producer, int next, int rollbackPercent) {
        super(scene, "transacted-consumer-" + producer);
        this.source = source;
        this.forwarder = new Forwarder(this, producer, next);
        this.rollbackPercent = rollbackPercent;
    }

    @Override
    void begin() throws JMSException {
        connection = scene().factory().createConnection();
        connection.start();
        reopen();
    }

    private void reopen() throws JMSException {
        session = Objects.requireNonNull(connection).createSession(Session.SESSION_TRANSACTED);
        consumer = source.open(session);
        consumerName = scene().name("c");
        tell(Verb.OPEN, consumerName, Reader.Mode.TRANSACTED, source.mailbox());
    }

    @Override
    void step() throws JMSException {
        Session open = Objects.requireNonNull(session);
        String deed = scene().name("t");
        forwarder.run(open, Objects.requireNonNull(consumer), consumerName, deed);
        if (happens(3)) {
            tell(Verb.ROLLBACK, deed); // which is what closing does
            tell(Verb.CLOSE, consumerName);
            open.close();
            tellClosed(consumerName);
            reopen();
        } else if (happens(rollbackPercent)) {
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
