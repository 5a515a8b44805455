// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.server.Broker;
import io.ternmq.tck.interop.Guest;
import io.ternmq.tck.interop.Heard;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.jms.listener.SessionAwareMessageListener;
import org.springframework.jms.listener.SimpleMessageListenerContainer;

/** Spring's two listener containers: one sets listeners, one receives in threads of its own. */
class ListenerContainersTest extends Guest {
    private final Heard<String> heard = new Heard<>();

    @Test
    void simpleContainerHearsAQueueInOrder() throws Exception {
        closing(Containers.running(Containers.simple(factory, "simple", heard)));

        put("simple", "a", "b", "c");

        assertThat(heard.next(3)).containsExactly("a", "b", "c");
        assertThat(leftIn("simple")).isEmpty();
    }

    @Test
    void simpleContainerSpreadsOverItsConsumers() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(3);
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer();
        SessionAwareMessageListener<TextMessage> listener = (message, session) -> {
            threads.add(Thread.currentThread());
            together.countDown();
            awaitAll(together);
            heard.add(message.getText());
        };
        container.setConcurrentConsumers(3);
        closing(Containers.running(Containers.listening(container, factory, "spread", listener)));

        put("spread", "a", "b", "c");

        assertThat(heard.next(3)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(threads).hasSize(3);
    }

    @Test
    void simpleContainerRedeliversWhatItsTransactedListenerRefused() throws Exception {
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer();
        container.setSessionTransacted(true);
        closing(Containers.running(Containers.listening(container, factory, "refused", refusing("bad", heard))));

        put("refused", "bad", "good");

        assertThat(takeTexts("DLQ.refused", 1)).containsExactly("bad");
        assertThat(heard.next(ATTEMPTS)).containsOnly("bad");
        assertThat(heard.next()).isEqualTo("good");
        heard.assertSilence();
    }

    @Test
    void pollingContainerHearsAQueueInOrder() throws Exception {
        closing(Containers.running(Containers.polling(factory, "polling", heard)));

        put("polling", "a", "b", "c");

        assertThat(heard.next(3)).containsExactly("a", "b", "c");
        assertThat(leftIn("polling")).isEmpty();
    }

    @Test
    void pollingContainerGrowsWithTheWork() throws Exception {
        CountDownLatch together = new CountDownLatch(3);
        DefaultMessageListenerContainer container = Containers.polling(factory, "grown", (message, session) -> {
            together.countDown();
            awaitAll(together);
            heard.add(message.getText());
        });
        container.setConcurrency("1-3");
        closing(Containers.running(container));

        put("grown", "a", "b", "c");

        assertThat(heard.next(3)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(container.getScheduledConsumerCount()).isEqualTo(3);
    }

    @Test
    void pollingContainerHearsOnlyWhatItsSelectorWants() throws Exception {
        DefaultMessageListenerContainer container = Containers.polling(factory, "selected", heard);
        container.setMessageSelector("JMSPriority > 5");
        closing(Containers.running(container));

        put("selected", "ordinary");
        try (var context = factory.createContext()) {
            context.createProducer().setPriority(9).send(context.createQueue("selected"), "urgent");
        }

        assertThat(heard.next()).isEqualTo("urgent");
        heard.assertSilence();
        assertThat(lyingIn("selected")).containsExactly("ordinary");
    }

    @Test
    void transactedListenerSendsAndReceivesAsOne() throws Exception {
        DefaultMessageListenerContainer container = Containers.polling(factory, "in", (message, session) -> {
            session.createProducer(session.createQueue("out")).send(session.createTextMessage(message.getText()));
            heard.add(message.getText() + message.getIntProperty("JMSXDeliveryCount") + message.getJMSRedelivered());
            if (message.getIntProperty("JMSXDeliveryCount") < 3) {
                throw new IllegalStateException("not yet");
            }
        });
        container.setSessionTransacted(true);
        closing(Containers.running(container));

        put("in", "tea");

        assertThat(heard.next(3)).containsExactly("tea1false", "tea2true", "tea3true");
        assertThat(textOf(take("out"))).isEqualTo("tea");
        assertThat(leftIn("out")).isEmpty();
        assertThat(leftIn("DLQ.in")).isEmpty();
    }

    @Test
    void messageThatNobodyCanHandleBecomesADeadLetter() throws Exception {
        DefaultMessageListenerContainer container = Containers.polling(factory, "poison", refusing("bad", heard));
        container.setSessionTransacted(true);
        closing(Containers.running(container));

        put("poison", "bad", "good");

        Message dead = take("DLQ.poison");
        assertThat(textOf(dead)).isEqualTo("bad");
        assertThat(heard.next(ATTEMPTS)).containsOnly("bad");
        assertThat(heard.next()).isEqualTo("good");
        assertThat(leftIn("poison")).isEmpty();
    }

    @Test
    void clientAcknowledgeSettlesAfterTheListener() throws Exception {
        DefaultMessageListenerContainer container = Containers.polling(factory, "acknowledged", (message, session) -> {
            heard.add(message.getText() + message.getJMSRedelivered());
            if (!message.getJMSRedelivered()) {
                throw new IllegalStateException("not yet");
            }
        });
        container.setSessionAcknowledgeMode(Session.CLIENT_ACKNOWLEDGE);
        closing(Containers.running(container));

        put("acknowledged", "tea");

        assertThat(heard.next(2)).containsExactly("teafalse", "teatrue");
        heard.assertSilence();
        assertThat(leftIn("acknowledged")).isEmpty();
    }

    @Test
    void durableSubscriptionKeepsWhatCameWhileTheContainerWasDown() throws Exception {
        AutoCloseable first = subscribed(durable("news", "reader"));
        publish("news", "a");
        assertThat(heard.next()).isEqualTo("a");
        first.close();

        publish("news", "b");
        closing(Containers.running(durable("news", "reader")));

        assertThat(heard.next()).isEqualTo("b");
        publish("news", "c");
        assertThat(heard.next()).isEqualTo("c");
    }

    @Test
    void sharedSubscriptionGivesEachMessageToOneOfManyContainers() throws Exception {
        Heard<String> everything = new Heard<>();
        subscribed(shared("flights", "desk", heard));
        subscribed(shared("flights", "desk", heard));
        subscribed(shared("flights", "archive", everything));

        publish("flights", "a", "b", "c", "d");

        assertThat(heard.next(4)).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(everything.next(4)).containsExactly("a", "b", "c", "d");
        heard.assertSilence();
        everything.assertSilence();
    }

    @Test
    void sharedDurableSubscriptionIsConsumedByConcurrentConsumers() throws Exception {
        DefaultMessageListenerContainer container = shared("trains", "board", heard);
        container.setSubscriptionDurable(true);
        container.setConcurrentConsumers(3);
        AutoCloseable running = subscribed(container);
        publish("trains", "a", "b", "c");
        assertThat(heard.next(3)).containsExactlyInAnyOrder("a", "b", "c");
        running.close();

        publish("trains", "d");
        DefaultMessageListenerContainer later = shared("trains", "board", heard);
        later.setSubscriptionDurable(true);
        closing(Containers.running(later));

        assertThat(heard.next()).isEqualTo("d");
        heard.assertSilence();
    }

    @Test
    void stoppedContainerHearsNothingUntilItIsStartedAgain() throws Exception {
        DefaultMessageListenerContainer container = Containers.polling(factory, "paused", heard);
        closing(Containers.running(container));
        put("paused", "a");
        assertThat(heard.next()).isEqualTo("a");

        CountDownLatch stopped = new CountDownLatch(1);
        container.stop(stopped::countDown);
        awaitAll(stopped);
        put("paused", "b");
        heard.assertSilence();
        container.start();

        assertThat(heard.next()).isEqualTo("b");
    }

    @Test
    void containerOverACachingFactoryHearsAndAnswers() throws Exception {
        CachingConnectionFactory caching = new CachingConnectionFactory(factory);
        caching.afterPropertiesSet();
        closing(caching::destroy);
        DefaultMessageListenerContainer container = Containers.polling(caching, "cached", heard);
        container.setCacheLevel(DefaultMessageListenerContainer.CACHE_CONSUMER);
        closing(Containers.running(container));

        put("cached", "a", "b");

        assertThat(heard.next(2)).containsExactly("a", "b");
    }

    @Test
    void pollingContainerComesBackAfterTheBroker() throws Exception {
        DefaultMessageListenerContainer container = Containers.polling(factory, "survived", heard);
        container.setRecoveryInterval(50);
        closing(Containers.running(container));
        put("survived", "a");
        assertThat(heard.next()).isEqualTo("a");

        Broker.find(broker).orElseThrow().close();
        put("survived", "b");

        assertThat(heard.next()).isEqualTo("b");
    }

    @Test
    void simpleContainerComesBackAfterTheBroker() throws Exception {
        closing(Containers.running(Containers.simple(factory, "reopened", heard)));
        put("reopened", "a");
        assertThat(heard.next()).isEqualTo("a");

        Broker.find(broker).orElseThrow().close();
        put("reopened", "b");

        assertThat(heard.next()).isEqualTo("b");
    }

    private DefaultMessageListenerContainer durable(String topic, String name) {
        DefaultMessageListenerContainer container = Containers.polling(factory, topic, heard);
        container.setClientId("client-of-" + name);
        container.setSubscriptionDurable(true);
        container.setDurableSubscriptionName(name);
        return container;
    }

    private DefaultMessageListenerContainer shared(String topic, String name, Heard<String> by) {
        DefaultMessageListenerContainer container = Containers.polling(factory, topic, by);
        container.setSubscriptionShared(true);
        container.setSubscriptionName(name);
        return container;
    }

    /** Starts a container and waits until its subscription exists. */
    private AutoCloseable subscribed(DefaultMessageListenerContainer container) {
        AutoCloseable running = closing(Containers.running(container));
        patiently("subscription", container::isRegisteredWithDestination);
        return running;
    }

    private static SessionAwareMessageListener<TextMessage> refusing(String text, Heard<String> heard) {
        return (message, session) -> {
            heard.add(message.getText());
            if (message.getText().equals(text)) {
                throw new IllegalStateException("cannot handle " + text);
            }
        };
    }

    private static void awaitAll(CountDownLatch latch) {
        patiently("everyone arrived", () -> latch.getCount() == 0);
    }
}
