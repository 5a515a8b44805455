// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill.remote;

import io.ternmq.tck.kill.Medium;
import io.ternmq.tck.kill.Remains;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One store: a broker that is killed some times, and programs that are to notice nothing of it. For one thread. */
final class RemoteKillRun {

    private static final String NEWS = "remote.news";
    private static final int MOST_MESSAGES = 900;
    private static final int LAST_MESSAGES = 200;
    private static final int OPENING_PERCENT = 25;
    private static final int OPENING_MILLIS = 1_200;
    private static final int LONGEST_ABSENCE_MILLIS = 400;
    private static final long LONGEST_LIFE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final Medium medium;
    private final Random random;
    private final Remains remains;
    private final List<Thread> senders = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private final List<Account> queues = new ArrayList<>();

    RemoteKillRun(Medium medium, long seed, Remains remains) {
        this.medium = medium;
        this.random = new Random(seed);
        this.remains = remains;
    }

    /** What a run did, and what was wrong. */
    record Outcome(List<String> findings, int messages, int rollbacks) {}

    /** Kills that often while the programs work, then lets them finish and looks at everything. */
    Outcome run(int kills) throws IOException, InterruptedException, JMSException {
        try (RemoteBroker broker = new RemoteBroker(medium, remains, random)) {
            Company company = new Company(broker.uri());
            List<String> findings = new ArrayList<>(run(kills, broker, company));
            findings.addAll(0, company.troubles());
            company.accounts().forEach(each -> findings.addAll(each.findings()));
            int messages = company.accounts().stream().mapToInt(Account::size).sum();
            return new Outcome(findings, messages, company.rollbacks());
        }
    }

    private List<String> run(int kills, RemoteBroker broker, Company company)
            throws IOException, InterruptedException, JMSException {
        try (Connection first = company.connect(null);
                Connection second = company.connect("remote");
                Connection third = company.connect(null);
                Session session = second.createSession()) {
            Topic news = session.createTopic(NEWS);
            Account sleeping = company.account("sleeper", true, true);
            session.createDurableSubscriber(news, "sleeper").close();
            Session listening = second.createSession();
            Account printed = company.account("listener", true, true);
            listening.createDurableSubscriber(news, "listener").setMessageListener(
                    new Readers(company).listener(printed));
            Account stock = company.account("remote.stock", true, true);
            send(company, first, session, List.of(sleeping, printed), stock);
            receive(company, first, second, third);
            for (int left = kills; left > 0; left--) {
                kill(broker, company);
            }
            awaitProgress(company, LAST_MESSAGES);
            company.stopSending();
            senders.forEach(each -> join(each, company));
            try (MessageConsumer sleeper = session.createDurableSubscriber(news, "sleeper");
                    MessageConsumer rest = session.createConsumer(session.createQueue(stock.mailbox()))) {
                new Readers(company).collected(sleeper, sleeping);
                new Readers(company).collected(rest, stock);
            }
            awaitConsumed(company);
            company.close();
            readers.forEach(each -> join(each, company));
            return leftovers(session);
        }
    }

    // --- the programs ------------------------------------------------------------------------------------------

    private void send(Company company, Connection connection, Session session, List<Account> news, Account stock)
            throws JMSException {
        Senders work = new Senders(company);
        Topic topic = session.createTopic(NEWS);
        Queue store = session.createQueue(stock.mailbox());
        Random chance = new Random(random.nextLong());
        sender(company, "printer", () -> work.plain(connection, "printer", topic, news));
        sender(company, "stock-plain", () -> work.plain(connection, "stock-plain", store, List.of(stock)));
        sender(company, "stock-ahead", () -> work.ahead(connection, "stock-ahead", store, stock));
        sender(company, "stock-together",
                () -> work.together(connection, "stock-together", store, stock, chance));
    }

    private void receive(Company company, Connection first, Connection second, Connection third)
            throws JMSException {
        Senders send = new Senders(company);
        Readers read = new Readers(company);
        Account plain = queue(company, "remote.plain", false, true);
        Account ahead = queue(company, "remote.ahead", true, false);
        Account batch = queue(company, "remote.batch", true, false);
        Account moved = queue(company, "remote.moved", true, true);
        try (Session names = first.createSession()) {
            Queue plainQueue = names.createQueue(plain.mailbox());
            Queue aheadQueue = names.createQueue(ahead.mailbox());
            Queue batchQueue = names.createQueue(batch.mailbox());
            Queue movedQueue = names.createQueue(moved.mailbox());
            Random[] chances = {new Random(random.nextLong()), new Random(random.nextLong()),
                    new Random(random.nextLong())};
            sender(company, "plain", () -> send.plain(second, "plain", plainQueue, List.of(plain)));
            sender(company, "ahead", () -> send.ahead(first, "ahead", aheadQueue, ahead));
            sender(company, "together", () -> send.together(third, "together", batchQueue, batch, chances[0]));
            reader(company, "one", () -> read.atOnce(first, plainQueue, plain));
            reader(company, "two", () -> read.atOnce(third, plainQueue, plain));
            reader(company, "ack", () -> read.acknowledging(second, aheadQueue, ahead, chances[1]));
            reader(company, "forward",
                    () -> read.forwarding(third, new Readers.Route(batch, moved), chances[2]));
            reader(company, "moved", () -> read.atOnce(second, movedQueue, moved));
        }
        Conversation alone = new Conversation(company, "remote.alone", false);
        sender(company, "asks-itself", () -> alone.asks(third));
        reader(company, "answers-itself", () -> alone.answers(third));
        Conversation between = new Conversation(company, "remote.between", true);
        sender(company, "asks", () -> between.asks(first));
        reader(company, "answers", () -> between.answers(second));
    }

    private Account queue(Company company, String name, boolean hasOneReader, boolean isConsumedAtSight) {
        Account account = company.account(name, hasOneReader, isConsumedAtSight);
        queues.add(account);
        return account;
    }

    private interface Work {
        void run() throws JMSException, InterruptedException;
    }

    private void sender(Company company, String who, Work work) {
        senders.add(begin(company, who, work));
    }

    private void reader(Company company, String who, Work work) {
        readers.add(begin(company, who, work));
    }

    private static Thread begin(Company company, String who, Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (JMSException | InterruptedException | RuntimeException e) {
                company.report(who + " failed: " + e + " at " + List.of(e.getStackTrace()).subList(
                        0, Math.min(6, e.getStackTrace().length)));
            }
        }, "remote-" + who);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(Thread thread, Company company) {
        try {
            thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            company.report(thread.getName() + " hangs at " + List.of(thread.getStackTrace()));
        }
    }

    // --- the broker --------------------------------------------------------------------------------------------

    private void kill(RemoteBroker broker, Company company) throws IOException, InterruptedException {
        awaitProgress(company, random.nextInt(MOST_MESSAGES));
        broker.kill();
        pause(random.nextInt(LONGEST_ABSENCE_MILLIS));
        broker.start();
        if (random.nextInt(100) < OPENING_PERCENT) {
            pause(random.nextInt(OPENING_MILLIS));
            broker.kill();
            broker.start();
        }
        broker.awaitReady();
    }

    private static void awaitProgress(Company company, int messages) {
        int goal = company.progress() + messages;
        long end = System.nanoTime() + LONGEST_LIFE_NANOS;
        while (company.progress() < goal && company.troubles().isEmpty()) {
            if (System.nanoTime() - end > 0) {
                company.report("nothing goes on: " + company.progress() + " messages instead of " + goal);
                return;
            }
            pause(1);
        }
    }

    private static void awaitConsumed(Company company) {
        long end = System.nanoTime() + PATIENCE_NANOS / 3;
        while (System.nanoTime() < end && company.accounts().stream().anyMatch(each -> !each.missing().isEmpty())) {
            pause(5);
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** What is still in a queue that has been emptied. */
    private List<String> leftovers(Session session) throws JMSException {
        List<String> found = new ArrayList<>();
        for (Account account : queues) {
            try (QueueBrowser browser = session.createBrowser(session.createQueue(account.mailbox()))) {
                if (browser.getEnumeration().hasMoreElements()) {
                    found.add(account.mailbox() + " still holds " + browser.getEnumeration().nextElement());
                }
            }
        }
        return found;
    }
}
