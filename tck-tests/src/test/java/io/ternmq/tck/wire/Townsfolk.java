// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import io.ternmq.tck.wire.Ledger.Receipt;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.TransactionRolledBackException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** The programs of one run. Each method is one, runs on a thread of its own and returns when its work is done. */
final class Townsfolk {

    private static final int BATCH = 4;
    private static final long LOOK_MILLIS = 30;
    private static final long PATIENCE_MILLIS = 20_000;

    private final Town town;

    Townsfolk(Town town) {
        this.town = town;
    }

    private static void breathe(int sent) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200L * (sent % 7)));
    }

    // --- who sends -------------------------------------------------------------------------------------------------

    /** Sends and waits for each. */
    void sendsPlainly(Connection connection, Destination to, Ledger ledger) throws JMSException {
        try (Session session = connection.createSession(); MessageProducer producer = session.createProducer(to)) {
            for (int sent = 0; town.isBusy(sent); sent++) {
                String text = "plain:" + sent;
                producer.send(session.createTextMessage(text));
                ledger.acknowledged(text);
                breathe(sent);
            }
        }
    }

    /** Sends without waiting. */
    void sendsAhead(Connection connection, Destination to, Ledger ledger) throws JMSException {
        Phaser open = new Phaser(1);
        try (Session session = connection.createSession(); MessageProducer producer = session.createProducer(to)) {
            for (int sent = 0; town.isBusy(sent); sent++) {
                open.register();
                producer.send(session.createTextMessage("ahead:" + sent), completion(open, ledger));
                breathe(sent);
            }
            open.awaitAdvanceInterruptibly(open.arrive(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException e) {
            town.report("asynchronous sends had no answer: " + open.getUnarrivedParties() + ", " + e);
        }
    }

    private CompletionListener completion(Phaser open, Ledger ledger) {
        return new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                try {
                    ledger.acknowledged(((TextMessage) message).getText());
                } catch (JMSException e) {
                    town.report("a sent message cannot be read: " + e);
                }
                open.arriveAndDeregister();
            }

            @Override
            public void onException(Message message, Exception exception) {
                town.report("an asynchronous send failed: " + exception);
                open.arriveAndDeregister();
            }
        };
    }

    /** Sends in transactions; what was rolled back is not sent again. */
    void sendsTogether(Connection connection, Destination to, Ledger ledger) throws JMSException {
        try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(to)) {
            for (int sent = 0; town.isBusy(sent); sent += BATCH) {
                for (int i = 0; i < BATCH; i++) {
                    producer.send(session.createTextMessage("together:" + (sent + i)));
                }
                if (isCommitted(session)) {
                    for (int i = 0; i < BATCH; i++) {
                        ledger.acknowledged("together:" + (sent + i));
                    }
                }
                breathe(sent);
            }
        }
    }

    private boolean isCommitted(Session session) throws JMSException {
        try {
            session.commit();
            return true;
        } catch (TransactionRolledBackException e) {
            if (!town.mayForget()) {
                town.report("a commit was rolled back, and nothing was forgotten: " + e);
            }
            return false;
        }
    }

    // --- who receives ----------------------------------------------------------------------------------------------

    /** Takes each message for consumed when it has it. */
    void takesAtOnce(Connection connection, Destination from, Ledger ledger, String name) throws JMSException {
        try (Session session = connection.createSession(); MessageConsumer consumer = session.createConsumer(from)) {
            takesAtOnce(consumer, ledger, name);
        }
    }

    void takesAtOnce(MessageConsumer consumer, Ledger ledger, String name) throws JMSException {
        while (town.isOpen()) {
            Message message = consumer.receive(LOOK_MILLIS);
            if (message != null) {
                Receipt receipt = receipt(message);
                ledger.seen(name, receipt);
                ledger.consumed(name, receipt);
            }
        }
    }

    /** Acknowledges a few at a time, or takes them in transactions. */
    void takesTogether(Connection connection, Destination from, Ledger ledger, int mode) throws JMSException {
        String name = mode == Session.SESSION_TRANSACTED ? "transacted" : "acknowledging";
        try (Session session = connection.createSession(mode);
                MessageConsumer consumer = session.createConsumer(from)) {
            List<Receipt> open = new ArrayList<>();
            Message last = null;
            while (town.isOpen() || !open.isEmpty()) {
                Message message = consumer.receive(LOOK_MILLIS);
                if (message != null) {
                    last = message;
                    open.add(receipt(message));
                    ledger.seen(name, receipt(message));
                }
                if (last != null && (message == null || open.size() >= BATCH)) {
                    if (isSettled(session, last)) {
                        open.forEach(each -> ledger.consumed(name, each));
                    }
                    open.clear();
                    last = null;
                }
            }
        }
    }

    private boolean isSettled(Session session, Message last) throws JMSException {
        if (session.getTransacted()) {
            return isCommitted(session);
        }
        last.acknowledge();
        return true;
    }

    private static Receipt receipt(Message message) throws JMSException {
        return new Receipt(
                ((TextMessage) message).getText(), message.getJMSRedelivered(), message.getJMSMessageID());
    }

    // --- who asks and who answers ----------------------------------------------------------------------------------

    /** Asks one question after the other; when the broker has forgotten the answer, once more. */
    void asks(Connection connection, Destination to, Ledger answers) throws JMSException {
        try (Session session = connection.createSession()) {
            TemporaryQueue mine = session.createTemporaryQueue();
            try (MessageProducer producer = session.createProducer(to);
                    MessageConsumer consumer = session.createConsumer(mine)) {
                int asked = 0;
                for (; town.isBusy(asked); asked++) {
                    TextMessage question = session.createTextMessage("asked:" + asked);
                    question.setJMSReplyTo(mine);
                    producer.send(question);
                    awaitAnswer(consumer, answers, question.getText());
                }
            }
        }
    }

    private void awaitAnswer(MessageConsumer consumer, Ledger answers, String text) throws JMSException {
        long limit = town.mayForget() ? 500 : PATIENCE_MILLIS;
        Message answer = consumer.receive(limit);
        while (answer != null) {
            Receipt receipt = receipt(answer);
            // A broker that crashes keeps nothing of temporary queues: an answer of which its sender had not heard yet
            // is sent again, and nobody knows that it has been taken.
            if (!town.mayForget() || answers.isNew(receipt.text())) {
                answers.acknowledged(receipt.text());
                answers.seen("asker", receipt);
                answers.consumed("asker", receipt);
            }
            if (receipt.text().equals(text)) {
                return;
            }
            answer = consumer.receive(limit);
        }
        if (!town.mayForget()) {
            town.report("no answer to " + text + ", and nothing was forgotten");
        }
    }

    /** Answers what it is asked. */
    void answers(Connection connection, Destination from) throws JMSException {
        try (Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(from);
                MessageProducer producer = session.createProducer(null)) {
            Set<String> answered = new HashSet<>();
            while (town.isOpen()) {
                Message question = consumer.receive(LOOK_MILLIS);
                if (question != null && answered.add(receipt(question).text())) {
                    answer(session, producer, question);
                } else if (question != null && !town.mayForget()) {
                    town.report("a question came twice, and nothing was forgotten: " + receipt(question));
                }
            }
        }
    }

    private void answer(Session session, MessageProducer producer, Message question) throws JMSException {
        try {
            producer.send(question.getJMSReplyTo(), session.createTextMessage(((TextMessage) question).getText()));
        } catch (InvalidDestinationException e) {
            if (!town.mayForget()) {
                town.report("a temporary queue has gone, and nothing was forgotten: " + e);
            }
        }
    }
}
