// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.tck.conformance.Section;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("11.2 Connection consumers on every kind of place")
@Section({"11.2.4", "ConnectionConsumer"})
class ConnectionConsumerTest extends Serving {

    /** The four kinds of connection consumers. */
    enum Kind {
        PLAIN {
            @Override
            ConnectionConsumer open(Connection on, @Nullable Topic from, @Nullable String selector,
                    @Nullable ServerSessionPool pool, int most) throws JMSException {
                return on.createConnectionConsumer((Destination) from, selector, pool, most);
            }
        },
        SHARED {
            @Override
            ConnectionConsumer open(Connection on, @Nullable Topic from, @Nullable String selector,
                    @Nullable ServerSessionPool pool, int most) throws JMSException {
                return on.createSharedConnectionConsumer(from, "shared", selector, pool, most);
            }
        },
        DURABLE {
            @Override
            ConnectionConsumer open(Connection on, @Nullable Topic from, @Nullable String selector,
                    @Nullable ServerSessionPool pool, int most) throws JMSException {
                return on.createDurableConnectionConsumer(from, "durable", selector, pool, most);
            }
        },
        SHARED_DURABLE {
            @Override
            ConnectionConsumer open(Connection on, @Nullable Topic from, @Nullable String selector,
                    @Nullable ServerSessionPool pool, int most) throws JMSException {
                return on.createSharedDurableConnectionConsumer(from, "both", selector, pool, most);
            }
        };

        abstract ConnectionConsumer open(Connection on, @Nullable Topic from, @Nullable String selector,
                @Nullable ServerSessionPool pool, int most) throws JMSException;
    }

    private void publish(String... texts) throws JMSException {
        send(session, topic, texts);
    }

    // --- arguments ----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Kind.class)
    @Section({"11.2.4", "Connection"})
    void everyKindChecksItsArguments(Kind kind) throws Exception {
        Connection server = startedAs("server");
        Pool pool = pool(server, 1);
        Refusal.of(JMSException.class, ErrorCode.INVALID_SETTING, () -> kind.open(server, topic, null, null, 1));
        for (int most : new int[] {0, -1, Integer.MIN_VALUE}) {
            Refusal.of(JMSException.class, ErrorCode.INVALID_SETTING,
                    () -> kind.open(server, topic, null, pool, most));
        }
        Refusal.of(InvalidDestinationException.class, ErrorCode.INVALID_DESTINATION,
                () -> kind.open(server, null, null, pool, 1));
        Refusal.of(InvalidSelectorException.class, ErrorCode.INVALID_SELECTOR,
                () -> kind.open(server, topic, "no = = selector", pool, 1));
        publish("x");
        assertNothingServed();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @Section({"11.2.4", "6.1.8", "Connection"})
    void aClosedConnectionOpensNone(Kind kind) throws Exception {
        Connection server = startedAs("server");
        Pool pool = pool(server, 1);
        server.close();
        Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE,
                () -> kind.open(server, topic, null, pool, 1));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @Section({"11.2.3", "11.2.4", "11.2.5"})
    void everyKindDeliversToThePool(Kind kind) throws Exception {
        Connection server = startedAs("server");
        Pool pool = pool(server, 1);
        ConnectionConsumer consumer = kind.open(server, topic, "size > 1", pool, Integer.MAX_VALUE);
        assertThat(consumer.getServerSessionPool()).isSameAs(pool);
        try (MessageProducer producer = session.createProducer(topic)) {
            for (int size = 0; size < 4; size++) {
                Message message = text("size " + size);
                message.setIntProperty("size", size);
                producer.send(message);
            }
        }
        assertThat(nextTexts(2)).containsExactly("size 2", "size 3");
        assertNothingServed();
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"DURABLE", "SHARED_DURABLE"})
    @Section({"11.2.4", "8.3.3", "8.3.4"})
    void aDurableSubscriptionKeepsMessagesBetweenItsConsumers(Kind kind) throws Exception {
        Connection server = startedAs("server");
        Pool pool = pool(server, 1);
        ConnectionConsumer first = kind.open(server, topic, null, pool, 1);
        publish("first");
        assertThat(nextTexts(1)).containsExactly("first");
        first.close();
        publish("second", "third");
        assertNothingServed();
        kind.open(server, topic, null, pool, 1);
        assertThat(nextTexts(2)).containsExactly("second", "third");
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"PLAIN", "SHARED"})
    @Section({"11.2.4", "8.3.1", "8.3.2"})
    void aSubscriptionThatIsNotDurableEndsWithItsConsumer(Kind kind) throws Exception {
        Connection server = startedAs("server");
        Pool pool = pool(server, 1);
        kind.open(server, topic, null, pool, 1).close();
        publish("lost");
        kind.open(server, topic, null, pool, 1);
        publish("heard");
        assertThat(nextTexts(1)).containsExactly("heard");
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"SHARED", "SHARED_DURABLE"})
    @Section({"11.2.4", "8.3.2", "8.3.4"})
    void consumersShareASubscription(Kind kind) throws Exception {
        Connection one = started();
        Connection two = started();
        Pool poolOne = pool(one, 1);
        Pool poolTwo = pool(two, 1);
        kind.open(one, topic, null, poolOne, 1);
        kind.open(two, topic, null, poolTwo, 1);
        for (int i = 0; i < 40; i++) {
            publish("m" + i);
        }
        Set<String> texts = new HashSet<>(nextTexts(40));
        assertThat(texts).hasSize(40);
        assertNothingServed();
        assertThat(poolOne.taken() + poolTwo.taken()).isLessThanOrEqualTo(40);
    }

    @Test
    @Section({"11.2.4", "8.3.3"})
    void anUnsharedDurableSubscriptionHasOneConsumer() throws Exception {
        Connection server = startedAs("server");
        Pool pool = pool(server, 1);
        Kind.DURABLE.open(server, topic, null, pool, 1);
        Refusal.of(JMSException.class, ErrorCode.SUBSCRIPTION_CONFLICT,
                () -> Kind.DURABLE.open(server, topic, null, pool, 1));
        Refusal.of(JMSException.class, ErrorCode.SUBSCRIPTION_CONFLICT,
                () -> server.createSession().createDurableConsumer(topic, "durable"));
    }

    @Test
    @Section({"11.2.4", "8.3.3"})
    void anUnsharedDurableSubscriptionNeedsAClientIdentifier() throws Exception {
        Connection server = started();
        Pool pool = pool(server, 1);
        Refusal.of(IllegalStateException.class, () -> Kind.DURABLE.open(server, topic, null, pool, 1));
        Kind.SHARED_DURABLE.open(server, topic, null, pool, 1).close();
    }

    // --- one domain ---------------------------------------------------------------------------------------------

    @Test
    @Section({"11.2.4", "9.2", "11.4"})
    void aQueueConnectionConsumesFromQueues() throws Exception {
        var server = closing(factory.createQueueConnection());
        server.start();
        Pool pool = threaded();
        QueueSession worker = server.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        pool.add(worker, this::noting);
        server.createConnectionConsumer(queue, null, pool, 1);
        send(session, queue, "a");
        assertThat(nextServed().by()).isInstanceOf(QueueSession.class);
        Refusal.of(InvalidDestinationException.class,
                () -> server.createConnectionConsumer((Destination) topic, null, pool, 1));
        Refusal.of(IllegalStateException.class, () -> Kind.SHARED.open(server, topic, null, pool, 1));
        Refusal.of(IllegalStateException.class, () -> Kind.DURABLE.open(server, topic, null, pool, 1));
        Refusal.of(IllegalStateException.class, () -> Kind.SHARED_DURABLE.open(server, topic, null, pool, 1));
    }

    @Test
    @Section({"11.2.4", "11.4"})
    void aTopicConnectionConsumesFromTopics() throws Exception {
        var server = closing(factory.createTopicConnection());
        server.setClientID("server");
        server.start();
        Pool pool = threaded();
        TopicSession worker = server.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        pool.add(worker, this::noting);
        server.createConnectionConsumer(topic, null, pool, 1);
        server.createDurableConnectionConsumer(topic, "durable", null, pool, 1);
        publish("a");
        assertThat(nextTexts(2)).containsExactly("a", "a");
        Refusal.of(InvalidDestinationException.class,
                () -> server.createConnectionConsumer((Destination) queue, null, pool, 1));
    }

    // --- many sessions ------------------------------------------------------------------------------------------

    @Test
    @Section({"11.2", "11.2.3", "11.2.5", "ServerSessionPool"})
    void aPoolWorksOnManyMessagesAtOnceAndOnEachOnce() throws Exception {
        Connection server = started();
        Pool pool = threaded();
        CountDownLatch together = new CountDownLatch(3);
        AtomicInteger busy = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            pool.add(server, Session.AUTO_ACKNOWLEDGE, worker -> {
                AtomicInteger inside = new AtomicInteger();
                return message -> {
                    busy.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    together.countDown();
                    try {
                        together.await(SOON, TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    note(message, worker);
                    inside.decrementAndGet();
                };
            });
        }
        server.createConnectionConsumer(queue, null, pool, 1);
        sendMany(session, queue, 60);
        assertThat(new HashSet<>(nextTexts(60))).hasSize(60);
        assertThat(together.getCount()).as("sessions that worked at the same time").isZero();
        assertThat(busy).as("listeners of one session at once").hasValue(1);
        assertNothingServed();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    @Section({"11.2.4", "Connection"})
    void aSessionIsNotLoadedWithMoreThanTheMaximum(int most) throws Exception {
        Connection server = started();
        List<Integer> loads = new ArrayList<>();
        AtomicInteger inRun = new AtomicInteger();
        Session worker = server.createSession();
        worker.setMessageListener(message -> {
            inRun.incrementAndGet();
            note(message, worker);
        });
        ServerSessionPool direct = () -> server(worker, () -> {
            inRun.set(0);
            worker.run();
            loads.add(inRun.get());
        });
        sendMany(session, queue, 20);
        server.createConnectionConsumer(queue, null, direct, most);
        assertThat(nextTexts(20)).hasSize(20);
        server.close();
        assertThat(loads).isNotEmpty().allMatch(load -> load >= 1 && load <= most);
    }

    @Test
    @Section({"11.2.3", "ServerSessionPool"})
    void aPoolThatHasNobodyHoldsDeliveryUp() throws Exception {
        Connection server = started();
        Pool pool = pool(server, 1);
        CountDownLatch go = new CountDownLatch(1);
        pool.session().setMessageListener(message -> {
            note(message, pool.session());
            try {
                go.await(SOON, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.createConnectionConsumer(queue, null, pool, 10);
        sendMany(session, queue, 3);
        assertThat(nextServed().text()).isEqualTo("m0");
        assertNothingServed();
        go.countDown();
        assertThat(nextTexts(2)).containsExactly("m1", "m2");
    }

    @Test
    @Section({"11.2.4", "6.2.9"})
    void oneSessionGetsTheMessagesInTheirOrder() throws Exception {
        Connection server = started();
        sendMany(session, queue, 50);
        server.createConnectionConsumer(queue, null, pool(server, 1), 5);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            expected.add("m" + i);
        }
        assertThat(nextTexts(50)).isEqualTo(expected);
    }

    @Test
    @Section({"11.2.4", "3.5.11"})
    void aMessageThatIsHandedOnHasBeenDeliveredOnce() throws Exception {
        Connection server = started();
        server.createConnectionConsumer(queue, null, pool(server, 1), 1);
        send(session, queue, "x");
        Served only = nextServed();
        assertThat(only.again()).isFalse();
        assertThat(only.count()).isEqualTo(1);
    }

    @Test
    @Section({"11.2.4", "6.1.3"})
    void nothingIsHandedOnBeforeTheConnectionIsStarted() throws Exception {
        Connection server = stopped();
        Pool pool = pool(server, 1);
        server.createConnectionConsumer(queue, null, pool, 1);
        send(session, queue, "x");
        assertNothingServed();
        assertThat(pool.taken()).isZero();
        server.start();
        assertThat(nextTexts(1)).containsExactly("x");
    }

    @Test
    @Section({"11.2.4", "4.1.2"})
    void ordinaryConsumersCompeteWithAConnectionConsumer() throws Exception {
        Connection server = started();
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, "kind = 'served'", pool(server, 1), 1);
        Message served = text("served");
        served.setStringProperty("kind", "served");
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(text("other"));
            producer.send(served);
        }
        assertThat(nextTexts(1)).containsExactly("served");
        consumer.close();
        assertThat(drain(queue)).containsExactly("other");
    }
}
