// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Receives in a session that acknowledges by itself. */
final class AutomaticConsumer extends Actor {

    private static final long PATIENCE = 20;

    private final Connection connection;
    private final Source source;
    private @Nullable Session session;
    private @Nullable MessageConsumer consumer;
    private String consumerName = "";

    /** Receives over a connection that may serve others as well. */
    AutomaticConsumer(Scene scene, Connection connection, Source source) {
        super(scene, "automatic-consumer-" + source.mailbox());
        this.connection = connection;
        this.source = source;
    }

    @Override
    void begin() throws JMSException {
        session = connection.createSession();
        consumer = source.open(session);
        consumerName = scene().name("c");
        tell(Verb.OPEN, consumerName, Reader.Mode.AUTO, source.mailbox());
    }

    @Override
    void step() throws JMSException {
        tell(Verb.ASK, consumerName);
        Message message = Objects.requireNonNull(consumer).receive(PATIENCE);
        if (message == null) {
            tell(Verb.NONE, consumerName);
        } else {
            scene().tellGot(consumerName, "-", message, false);
        }
        if (happens(1)) {
            tell(Verb.CLOSE, consumerName);
            Objects.requireNonNull(session).close();
            tellClosed(consumerName);
            begin();
        }
    }
}
