// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.server.Broker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes everything out of every mailbox while nobody sends; says so when the broker holds messages that do not come.
 */
final class Drain {

    private static final int GROUP = 64;
    private static final long PATIENCE = 40;
    private static final int MOST_DISAPPOINTMENTS = 100;

    private final Scene scene;
    private final Broker broker;

    Drain(Scene scene, Broker broker) {
        this.scene = scene;
        this.broker = broker;
    }

    void run() throws JMSException {
        try (Connection named = scene.factory().createConnection();
                Connection nameless = scene.factory().createConnection()) {
            named.setClientID(Victim.CLIENT);
            named.start();
            nameless.start();
            for (String queue : Places.QUEUES) {
                empty(nameless, Source.queue(queue), Reader.Mode.DRAIN, queue);
            }
            empty(nameless, Source.queue(Places.DEAD), Reader.Mode.DEAD, Places.POISON);
            for (Source subscription : Source.SUBSCRIPTIONS) {
                Connection connection = subscription.kind() == Source.Kind.DURABLE ? named : nameless;
                empty(connection, subscription, Reader.Mode.DRAIN, subscription.mailbox());
            }
        }
        scene.teller().tell(Verb.DRAINED);
    }

    private void empty(Connection connection, Source source, Reader.Mode mode, String mailbox) throws JMSException {
        String name = scene.name("d");
        try (Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
            MessageConsumer consumer = source.open(session);
            scene.teller().tell(Verb.OPEN, name, mode, mailbox);
            int disappointments = 0;
            while (depthOf(source) > 0 && disappointments < MOST_DISAPPOINTMENTS) {
                disappointments = takeGroup(consumer, name, mode == Reader.Mode.DEAD) ? 0 : disappointments + 1;
            }
            if (disappointments > 0 && depthOf(source) > 0) {
                scene.teller().tell(
                        Verb.TROUBLE, "what is in " + mailbox + " does not come: " + figuresOf(source).toList());
            }
        }
    }

    private boolean takeGroup(MessageConsumer consumer, String name, boolean isDead) throws JMSException {
        Message last = null;
        for (int left = GROUP; left > 0; left--) {
            Message message = consumer.receive(PATIENCE);
            if (message == null) {
                break;
            }
            scene.tellGot(name, "-", message, isDead);
            last = message;
        }
        if (last != null) {
            scene.teller().tell(Verb.ACK, name);
            last.acknowledge();
            scene.teller().tell(Verb.ACKED, name);
        }
        return last != null;
    }

    private long depthOf(Source source) {
        return figuresOf(source).mapToLong(MailboxStatistics::depth).sum();
    }

    private Stream<MailboxStatistics> figuresOf(Source source) {
        boolean isQueue = source.kind() == Source.Kind.QUEUE;
        List<MailboxStatistics> all = isQueue ? broker.statistics().queues() : broker.statistics().subscriptions();
        String name = source.mailbox();
        return all.stream().filter(some -> isQueue ? some.name().equals(name) : some.name().endsWith(name));
    }
}
