// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill.remote;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Programs that send, each on a thread of its own, until the company stops sending. */
final class Senders {

    private static final int MOST_AHEAD = 32;
    private static final int LARGEST_BATCH = 5;
    private static final int ROLLBACK_PERCENT = 10;
    private static final int PATIENCE_SECONDS = 90;

    private final Company company;

    Senders(Company company) {
        this.company = company;
    }

    /** Sends and waits for each; to a topic, each of its mailboxes has an account. */
    void plain(Connection connection, String who, Destination to, List<Account> accounts) throws JMSException {
        try (Session session = connection.createSession(); MessageProducer producer = session.createProducer(to)) {
            for (int number = 1; company.isBusy(); number++) {
                Name name = new Name(who, number);
                accounts.forEach(each -> each.intend(name));
                producer.send(name.message(session));
                accounts.forEach(each -> each.sent(List.of(name)));
                company.advance(1);
            }
        }
    }

    /** Sends without waiting. */
    void ahead(Connection connection, String who, Destination to, Account account)
            throws JMSException, InterruptedException {
        Semaphore room = new Semaphore(MOST_AHEAD);
        try (Session session = connection.createSession(); MessageProducer producer = session.createProducer(to)) {
            for (int number = 1; company.isBusy(); number++) {
                if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    company.report(who + " waits in vain for its completions");
                    return;
                }
                Name name = new Name(who, number);
                account.intend(name);
                producer.send(name.message(session), completion(name, account, room));
            }
            if (!room.tryAcquire(MOST_AHEAD, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                company.report(who + " has not had all completions");
            }
        }
    }

    private CompletionListener completion(Name name, Account account, Semaphore room) {
        return new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                account.sent(List.of(name));
                company.advance(1);
                room.release();
            }

            @Override
            public void onException(Message message, Exception exception) {
                company.report(name + " was not sent: " + exception);
                room.release();
            }
        };
    }

    /** Sends in transactions; what was rolled back is not sent again. */
    void together(Connection connection, String who, Destination to, Account account, Random random)
            throws JMSException {
        try (Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(to)) {
            int number = 1;
            while (company.isBusy()) {
                List<Name> names = new ArrayList<>();
                for (int left = 1 + random.nextInt(LARGEST_BATCH); left > 0; left--) {
                    Name name = new Name(who, number++);
                    names.add(name);
                    account.intend(name);
                    producer.send(name.message(session));
                }
                if (random.nextInt(100) < ROLLBACK_PERCENT) {
                    session.rollback();
                    account.refused(names);
                } else if (company.isCommitted(session)) {
                    account.sent(names);
                } else {
                    account.refused(names);
                }
                company.advance(names.size());
            }
        }
    }
}
