// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.interop.Guest;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.SessionProxy;
import org.springframework.jms.connection.SingleConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/** Spring's factories that keep a connection, or connection, sessions and producers. */
class ConnectionFactoriesTest extends Guest {

    @Test
    void oneConnectionServesEveryCaller() throws Exception {
        AtomicInteger made = new AtomicInteger();
        JmsTemplate template = template(single(new SingleConnectionFactory(factory) {
            @Override
            protected Connection doCreateConnection() throws JMSException {
                made.incrementAndGet();
                return super.doCreateConnection();
            }
        }));

        template.convertAndSend("single", "a");
        template.convertAndSend("single", "b");

        assertThat(template.receiveAndConvert("single")).isEqualTo("a");
        assertThat(template.receiveAndConvert("single")).isEqualTo("b");
        assertThat(made).hasValue(1);
    }

    @Test
    void clientIdentifierIsSetOnTheSharedConnection() throws Exception {
        SingleConnectionFactory single = new SingleConnectionFactory(factory);
        single.setClientId("billing");
        single(single);

        assertThat(clientOf(single)).isEqualTo("billing");
        assertThat(clientOf(single)).as("after a borrower closed").isEqualTo("billing");
    }

    @Test
    void resetConnectionIsReplacedByAFreshOne() throws Exception {
        SingleConnectionFactory single = new SingleConnectionFactory(factory);
        single.setClientId("billing");
        JmsTemplate template = template(single(single));
        template.convertAndSend("reset", "a");

        single.resetConnection();
        template.convertAndSend("reset", "b");

        assertThat(lyingIn("reset")).containsExactly("a", "b");
    }

    @Test
    void startAndStopAreCountedForEachBorrower() throws Exception {
        SingleConnectionFactory single = single(new SingleConnectionFactory(factory));
        put("counted", "tea");
        try (Connection started = single.createConnection(); Connection other = single.createConnection()) {
            Session session = started.createSession();
            started.start();
            other.start();
            other.stop();

            assertThat(next(session.createConsumer(session.createQueue("counted")))).isEqualTo("tea");
            session.close();
        }
    }

    @Test
    void sessionsAndProducersAreCached() throws Exception {
        CachingConnectionFactory caching = single(new CachingConnectionFactory(factory));
        Session firstTarget;
        MessageProducer firstProducer;
        try (Connection connection = caching.createConnection(); Session session = connection.createSession()) {
            firstTarget = ((SessionProxy) session).getTargetSession();
            firstProducer = session.createProducer(session.createQueue("cached"));
            firstProducer.setPriority(8);
            firstProducer.send(session.createTextMessage("a"));
            firstProducer.close();
        }
        try (Connection connection = caching.createConnection(); Session session = connection.createSession()) {
            assertThat(((SessionProxy) session).getTargetSession()).isSameAs(firstTarget);
            MessageProducer producer = session.createProducer(session.createQueue("cached"));
            producer.send(session.createTextMessage("b"));
        }
        assertThat(take("cached").getJMSPriority()).isEqualTo(8);
        assertThat(take("cached").getJMSPriority()).as("of a producer whose borrower set nothing").isEqualTo(4);
    }

    @Test
    void cachedConsumersDeliverEachMessageOnce() throws JMSException {
        CachingConnectionFactory caching = new CachingConnectionFactory(factory);
        caching.setCacheConsumers(true);
        JmsTemplate template = template(single(caching));
        List<Object> received = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            template.convertAndSend("consumed", "m" + i);
            received.add(template.receiveAndConvert("consumed"));
        }

        assertThat(received).hasSize(20).doesNotHaveDuplicates().startsWith("m0", "m1").endsWith("m19");
        assertThat(leftIn("consumed")).isEmpty();
    }

    @Test
    void manyThreadsShareTheCache() throws Exception {
        CachingConnectionFactory caching = new CachingConnectionFactory(factory);
        caching.setSessionCacheSize(4);
        JmsTemplate template = template(single(caching));
        List<CompletableFuture<Integer>> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String prefix = "t" + i + "-";
            senders.add(elsewhere(() -> {
                for (int j = 0; j < 50; j++) {
                    template.convertAndSend("shared", prefix + j);
                }
                return 50;
            }));
        }
        for (CompletableFuture<Integer> sender : senders) {
            assertThat(soon(sender)).isEqualTo(50);
        }

        assertThat(lyingIn("shared")).hasSize(200).doesNotHaveDuplicates()
                .filteredOn(text -> text.startsWith("t2-")).startsWith("t2-0", "t2-1").endsWith("t2-49");
    }

    private <F extends SingleConnectionFactory> F single(F single) {
        single.afterPropertiesSet();
        closing(single::destroy);
        return single;
    }

    private static JmsTemplate template(SingleConnectionFactory factory) {
        JmsTemplate template = new JmsTemplate(factory);
        template.setReceiveTimeout(PATIENCE);
        return template;
    }

    private static @Nullable String clientOf(SingleConnectionFactory single) throws JMSException {
        try (Connection connection = single.createConnection()) {
            return connection.getClientID();
        }
    }
}
