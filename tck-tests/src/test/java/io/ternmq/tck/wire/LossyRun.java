// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.server.net.Acceptor;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One seed: a broker, a line on which things go wrong, and programs that are to notice nothing of it. */
final class LossyRun {

    /** What the broker remembers. */
    enum Memory {
        /** Everything: connections go on where they were. */
        ALL,
        /** Nothing of a connection whose link broke. */
        NO_CONNECTIONS,
        /** What is in its store, since it crashes and starts again. */
        THE_STORE
    }

    private static final long LONGEST_SECONDS = 40;

    private final String name;
    private final Memory memory;
    private final StorePolicy store;
    private final Acceptor acceptor;
    private final SplittableRandom random;
    private final List<Thread> senders = new ArrayList<>();
    private final List<Thread> receivers = new ArrayList<>();

    LossyRun(long seed, Memory memory, StorePolicy store, Acceptor acceptor) {
        this.name = "lossy-" + seed;
        this.memory = memory;
        this.store = store;
        this.acceptor = acceptor;
        this.random = new SplittableRandom(seed);
    }

    /** What went wrong; nothing, if all is well. */
    List<String> play() throws IOException, JMSException {
        start();
        try (LossyProxy proxy = new LossyProxy(acceptor.address(), random.split())) {
            Weather weather = new Weather(random.split(), proxy, memory == Memory.THE_STORE ? this::restart : null);
            Town town = new Town(
                    "tcp://127.0.0.1:" + proxy.port() + '/' + name, memory != Memory.ALL, weather::isStormy);
            List<String> findings = play(town, weather);
            if (!findings.isEmpty()) {
                findings.add("memory: " + memory + ", weather: " + weather.told());
            }
            return findings;
        } finally {
            running().close();
        }
    }

    private List<String> play(Town town, Weather weather) throws JMSException {
        List<String> findings = new ArrayList<>();
        try (Connection first = town.connect(null);
                Connection second = town.connect(null);
                Connection third = town.connect("town");
                Session session = third.createSession()) {
            people(town, first, second, third, session);
            Thread sky = new Thread(weather, name + "-weather");
            sky.start();
            senders.forEach(thread -> await(thread, town));
            await(sky, town);
            awaitConsumed(town);
            town.close();
            receivers.forEach(thread -> await(thread, town));
        }
        findings.addAll(town.troubles());
        town.ledgers().forEach(ledger -> findings.addAll(ledger.findings()));
        findings.addAll(leftovers());
        if (weather.failure() != null) {
            findings.add("the weather failed: " + weather.failure());
        }
        return findings;
    }

    private void people(Town town, Connection first, Connection second, Connection third, Session session)
            throws JMSException {
        Townsfolk folk = new Townsfolk(town);
        Topic news = session.createTopic("news");
        MessageConsumer reader = session.createDurableSubscriber(news, "reader");
        Ledger printed = town.ledger("news");
        receiver(town, "reader", () -> folk.takesAtOnce(reader, printed, "reader"));
        sender(town, "printer", () -> folk.sendsPlainly(second, news, printed));

        Queue left = session.createQueue("left");
        Ledger leftBook = town.sharedLedger("left");
        sender(town, "plain", () -> folk.sendsPlainly(first, left, leftBook));
        sender(town, "together", () -> folk.sendsTogether(first, left, leftBook));
        receiver(town, "one", () -> folk.takesAtOnce(second, left, leftBook, "one"));
        receiver(town, "two", () -> folk.takesAtOnce(third, left, leftBook, "two"));

        Queue middle = session.createQueue("middle");
        Ledger middleBook = town.ledger("middle");
        sender(town, "ahead", () -> folk.sendsAhead(first, middle, middleBook));
        receiver(town, "ack", () -> folk.takesTogether(second, middle, middleBook, Session.CLIENT_ACKNOWLEDGE));

        Queue right = session.createQueue("right");
        Ledger rightBook = town.ledger("right");
        sender(town, "together2", () -> folk.sendsTogether(third, right, rightBook));
        sender(town, "ahead2", () -> folk.sendsAhead(third, right, rightBook));
        receiver(town, "tx", () -> folk.takesTogether(second, right, rightBook, Session.SESSION_TRANSACTED));

        Queue questions = session.createQueue("questions");
        sender(town, "asker", () -> folk.asks(third, questions, town.ledger("answers")));
        receiver(town, "answerer", () -> folk.answers(first, questions));
    }

    private interface Work {
        void run() throws JMSException;
    }

    private void sender(Town town, String who, Work work) {
        senders.add(begin(town, who, work));
    }

    private void receiver(Town town, String who, Work work) {
        receivers.add(begin(town, who, work));
    }

    private Thread begin(Town town, String who, Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (JMSException | RuntimeException e) {
                town.report(who + " failed: " + e + at(e));
            }
        }, name + '-' + who);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static String at(Throwable e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }

    private static void await(Thread thread, Town town) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            town.report(thread.getName() + " hangs at " + List.of(thread.getStackTrace()));
        }
    }

    /** Waits as long as something is consumed now and then: a busy machine is slow, and what stands still is stuck. */
    private static void awaitConsumed(Town town) {
        long patience = TimeUnit.SECONDS.toNanos(LONGEST_SECONDS / 2);
        long end = System.nanoTime() + patience;
        int left = missing(town);
        while (left > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            int before = left;
            left = missing(town);
            end = left < before ? System.nanoTime() + patience : end;
        }
    }

    private static int missing(Town town) {
        return town.ledgers().stream().mapToInt(each -> each.missing().size()).sum();
    }

    // --- the broker ------------------------------------------------------------------------------------------------

    private void start() {
        BrokerRegistry.instance().reserve(name);
        BrokerRegistry.instance().start(new BrokerSettings(name, BrokerPolicy.defaults(), Map.of(), null, store));
    }

    private void restart() {
        running().crash();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        start();
    }

    private EmbeddedBroker running() {
        return BrokerRegistry.instance().find(name).orElseThrow(
                () -> new ProviderException(ErrorCode.CONNECTION_LOST, "It does not run"));
    }

    /** What nobody has consumed although everybody had the time. */
    private List<String> leftovers() throws JMSException {
        List<String> findings = new ArrayList<>();
        try (Connection connection = new TernConnectionFactory("vm://" + name).createConnection();
                Session session = connection.createSession()) {
            connection.start();
            for (String queue : Set.of("left", "middle", "right")) {
                try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
                    Enumeration<?> rest = browser.getEnumeration();
                    if (rest.hasMoreElements()) {
                        findings.add(queue + " still holds " + rest.nextElement());
                    }
                }
            }
        }
        return findings;
    }
}
