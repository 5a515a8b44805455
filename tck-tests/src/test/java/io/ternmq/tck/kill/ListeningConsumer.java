// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Consumes with a listener in a session that acknowledges by itself, and now and then replaces that session. */
final class ListeningConsumer extends Actor {

    private static final int SHORTEST_LIFE = 20;
    private static final int LONGEST_LIFE = 400;

    private final Source source;
    private @Nullable Connection connection;

    ListeningConsumer(Scene scene, Source source) {
        super(scene, "listener-" + source.mailbox());
        this.source = source;
    }

    @Override
    void begin() throws JMSException {
        connection = scene().factory().createConnection();
        connection.start();
    }

    @Override
    void step() throws JMSException, InterruptedException {
        String listener = scene().name("c");
        Session session = Objects.requireNonNull(connection).createSession();
        tell(Verb.OPEN, listener, Reader.Mode.LISTENER, source.mailbox());
        source.open(session).setMessageListener(message -> hear(listener, message));
        scene().linger(SHORTEST_LIFE + random().nextInt(LONGEST_LIFE));
        tell(Verb.CLOSE, listener);
        session.close();
        tellClosed(listener);
    }

    private void hear(String listener, Message message) {
        try {
            scene().tellGot(listener, "-", message, false);
        } catch (JMSException e) {
            scene().teller().trouble(listener, e);
        }
    }
}
