// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.api.server.Broker;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Many sessions at once: nothing lost, nothing twice, order per sender")
@Section({"4.1.2", "6.2.9.1", "6.2.10", "6.2.11"})
class StressTest extends Stage {

    private static final int SENDERS = 4;
    private static final int EACH = 1_500;
    /** Given back more often, a message would become a dead letter. */
    private static final int MOST_ATTEMPTS = 8;

    private final Map<String, AtomicInteger> received = new ConcurrentHashMap<>();

    @Test
    void sendersAndReceiversOfAllModesLoseNothing() throws Exception {
        long seed = System.nanoTime();
        started();
        List<CompletableFuture<Integer>> receivers = new ArrayList<>();
        int[] modes = {
            Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED,
            Session.DUPS_OK_ACKNOWLEDGE, 101
        };
        for (int mode : modes) {
            receivers.add(elsewhere(() -> receiveAll(mode, new SplittableRandom(seed + mode))));
        }
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            int sender = i;
            senders.add(elsewhere(() -> sendAll(sender, new SplittableRandom(seed - sender))));
        }
        for (CompletableFuture<Void> sender : senders) {
            sender.get(10, TimeUnit.SECONDS);
        }
        int total = 0;
        for (CompletableFuture<Integer> receiver : receivers) {
            total += receiver.get(10, TimeUnit.SECONDS);
        }
        BrokerStatistics left = Broker.find(broker).orElseThrow().statistics();
        assertThat(received.size()).as("seed %d, left: %s", seed, left).isEqualTo(SENDERS * EACH);
        assertThat(total).as("seed %d", seed).isEqualTo(SENDERS * EACH);
        assertThat(received.values()).as("seed %d", seed).allMatch(count -> count.get() == 1);
    }

    private @Nullable Void sendAll(int sender, SplittableRandom random) throws JMSException {
        try (Connection connection = factory.createConnection()) {
            boolean transacted = sender % 2 == 0;
            Session session = connection.createSession(transacted, transacted ? 0 : 1);
            MessageProducer producer = session.createProducer(session.createQueue("q"));
            for (int i = 0; i < EACH; i++) {
                producer.setDeliveryMode(1 + random.nextInt(2));
                producer.send(session.createTextMessage(sender + "." + i));
                if (transacted && random.nextInt(10) == 0) {
                    session.commit();
                }
            }
            if (transacted) {
                session.commit();
            }
        }
        return null;
    }

    private int receiveAll(int mode, SplittableRandom random) throws JMSException {
        int count = 0;
        try (Connection connection = factory.createConnection()) {
            connection.start();
            Session session = connection.createSession(mode);
            Queue queue = session.createQueue("q");
            MessageConsumer consumer = session.createConsumer(queue);
            List<String> open = new ArrayList<>();
            int most = 0;
            Message message = consumer.receive(1_000);
            while (message != null) {
                open.add(textOf(message));
                most = Math.max(most, message.getIntProperty("JMSXDeliveryCount"));
                if (mode == 101) {
                    message.acknowledge();
                }
                boolean keeping = mode == Session.CLIENT_ACKNOWLEDGE || mode == Session.SESSION_TRANSACTED;
                if (!keeping || random.nextInt(8) == 0) {
                    boolean back = keeping && random.nextInt(4) == 0;
                    count += settle(session, message, open, back && most < MOST_ATTEMPTS);
                    most = 0;
                }
                if (random.nextInt(200) == 0) {
                    consumer.close();
                    consumer = session.createConsumer(queue);
                }
                Message last = message;
                message = consumer.receive(300);
                if (message == null && !open.isEmpty()) {
                    count += settle(session, last, open, false);
                    message = consumer.receive(300);
                }
            }
        }
        return count;
    }

    /** Ends what is open: gives it back or notes it as received. */
    private int settle(Session session, Message last, List<String> open, boolean back) throws JMSException {
        int count = 0;
        if (session.getTransacted()) {
            if (back) {
                session.rollback();
            } else {
                session.commit();
            }
        } else if (session.getAcknowledgeMode() == Session.CLIENT_ACKNOWLEDGE) {
            if (back) {
                session.recover();
            } else {
                last.acknowledge();
            }
        }
        if (!back) {
            for (String text : open) {
                received.computeIfAbsent(text, absent -> new AtomicInteger()).incrementAndGet();
                count++;
            }
        }
        open.clear();
        return count;
    }
}
