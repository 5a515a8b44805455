// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill.remote;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Programs that receive, each on a thread of its own, until the company closes. */
final class Readers {

    private static final long LOOK_MILLIS = 30;
    private static final long LAST_LOOK_MILLIS = 1_000;
    private static final int LARGEST_GROUP = 8;
    private static final int RETURN_PERCENT = 10;

    private final Company company;

    Readers(Company company) {
        this.company = company;
    }

    /** Has consumed each message when it has it. */
    void atOnce(Connection connection, Destination from, Account account) throws JMSException {
        try (Session session = connection.createSession(); MessageConsumer consumer = session.createConsumer(from)) {
            while (company.isOpen()) {
                see(consumer.receive(LOOK_MILLIS), account);
            }
        }
    }

    /** Takes what has been collected while nobody looked. */
    void collected(MessageConsumer consumer, Account account) throws JMSException {
        for (Message message = consumer.receive(LAST_LOOK_MILLIS);
                message != null;
                message = consumer.receive(LAST_LOOK_MILLIS)) {
            see(message, account);
        }
    }

    /** Is called with each message. */
    MessageListener listener(Account account) {
        return message -> {
            try {
                see(message, account);
            } catch (JMSException e) {
                company.report("a listener cannot read its message: " + e);
            }
        };
    }

    /** Acknowledges groups, and gives some back. */
    void acknowledging(Connection connection, Destination from, Account account, Random random) throws JMSException {
        try (Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(from)) {
            while (company.isOpen()) {
                List<Message> group = group(consumer, account, random);
                if (group.isEmpty()) {
                    continue;
                }
                if (random.nextInt(100) < RETURN_PERCENT) {
                    session.recover();
                } else {
                    List<Name> names = names(group);
                    group.get(group.size() - 1).acknowledge();
                    account.settled(names);
                }
            }
        }
    }

    /** Sends on what it consumes, in one transaction. */
    void forwarding(Connection connection, Route route, Random random) throws JMSException {
        try (Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(session.createQueue(route.from().mailbox()));
                MessageProducer producer = session.createProducer(session.createQueue(route.to().mailbox()))) {
            while (company.isOpen()) {
                List<Name> names = names(group(consumer, route.from(), random));
                for (Name name : names) {
                    route.to().intend(name);
                    producer.send(name.message(session));
                }
                if (random.nextInt(100) < RETURN_PERCENT) {
                    session.rollback();
                    route.to().refused(names);
                } else if (company.isCommitted(session)) {
                    route.from().settled(names);
                    route.to().sent(names);
                } else {
                    route.to().refused(names);
                }
            }
        }
    }

    /** From one queue to another. */
    record Route(Account from, Account to) {}

    private static List<Message> group(MessageConsumer consumer, Account account, Random random) throws JMSException {
        List<Message> group = new ArrayList<>();
        for (int left = 1 + random.nextInt(LARGEST_GROUP); left > 0; left--) {
            Message message = consumer.receive(LOOK_MILLIS);
            if (message == null) {
                break;
            }
            see(message, account);
            group.add(message);
        }
        return group;
    }

    /** A message that was lost and came again within one group counts once. */
    private static List<Name> names(List<Message> messages) throws JMSException {
        List<Name> names = new ArrayList<>();
        for (Message message : messages) {
            Name name = Name.of(message);
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static void see(@Nullable Message message, Account account) throws JMSException {
        if (message != null) {
            account.seen(Name.of(message), message.getJMSRedelivered());
        }
    }
}
