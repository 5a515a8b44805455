// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Acknowledges what it receives in groups, and sometimes gives a group back instead. */
final class AcknowledgingConsumer extends Actor {

    private static final int LARGEST_GROUP = 10;
    private static final long PATIENCE = 20;

    private final Source source;
    private @Nullable Connection connection;
    private @Nullable Session session;
    private @Nullable MessageConsumer consumer;
    private String consumerName = "";

    AcknowledgingConsumer(Scene scene, Source source) {
        super(scene, "acknowledging-consumer-" + source.mailbox());
        this.source = source;
    }

    @Override
    void begin() throws JMSException {
        connection = scene().factory().createConnection();
        connection.start();
        reopen();
    }

    private void reopen() throws JMSException {
        session = Objects.requireNonNull(connection).createSession(Session.CLIENT_ACKNOWLEDGE);
        consumer = source.open(session);
        consumerName = scene().name("c");
        tell(Verb.OPEN, consumerName, Reader.Mode.CLIENT, source.mailbox());
    }

    @Override
    void step() throws JMSException {
        Message last = null;
        for (int left = 1 + random().nextInt(LARGEST_GROUP); left > 0; left--) {
            Message message = Objects.requireNonNull(consumer).receive(PATIENCE);
            if (message == null) {
                break;
            }
            scene().tellGot(consumerName, "-", message, false);
            last = message;
        }
        if (last != null) {
            finish(last, Objects.requireNonNull(session));
        }
    }

    private void finish(Message last, Session open) throws JMSException {
        if (happens(5)) {
            tell(Verb.CLOSE, consumerName);
            open.close();
            tellClosed(consumerName);
            reopen();
        } else if (happens(10)) {
            tell(Verb.RECOVER, consumerName);
            open.recover();
        } else {
            tell(Verb.ACK, consumerName);
            last.acknowledge();
            tell(Verb.ACKED, consumerName);
        }
    }
}
