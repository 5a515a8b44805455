// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Subscriptions and client identifiers")
@Section("8.3.3")
class SubscriptionTest extends Stage {

    @Test
    @Section({"8.3.1", "4.2.2"})
    void everySubscriberGetsItsOwnCopyFromItsBeginningOn() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        send(session, topic, "before");
        MessageConsumer one = session.createConsumer(topic);
        MessageConsumer two = session.createConsumer(topic);
        send(session, topic, "a", "b");
        assertThat(next(one, 2)).containsExactly("a", "b");
        assertThat(next(two, 2)).containsExactly("a", "b");
        assertEmpty(one);
    }

    @Test
    void aDurableSubscriptionCollectsWhileNobodyConsumes() throws Exception {
        Connection connection = startedAs("me");
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        session.createDurableConsumer(topic, "sub").close();
        send(session, topic, "a");
        connection.close();
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "b");
        Session again = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = again.createDurableConsumer(topic, "sub");
        assertThat(next(consumer, 2)).containsExactly("a", "b");
        consumer.close();
        again.unsubscribe("sub");
    }

    @Test
    void aDurableSubscriptionOutlivesEveryConnectionOfAnAutomaticBroker() throws Exception {
        for (int round = 0; round < 20; round++) {
            Connection first = factory.createConnection();
            first.setClientID("me");
            Session session = first.createSession(Session.AUTO_ACKNOWLEDGE);
            Topic topic = session.createTopic("t");
            MessageConsumer consumer = session.createDurableConsumer(topic, "sub");
            first.start();
            if (round > 0) {
                assertThat(next(consumer)).isEqualTo("round" + (round - 1));
            }
            consumer.close();
            first.close();
            try (Connection second = factory.createConnection()) {
                send(second.createSession(Session.AUTO_ACKNOWLEDGE), topic, "round" + round);
            }
        }
    }

    @Test
    @Section("4.1.8")
    void theContentOfAQueueOutlivesEveryConnectionOfAnAutomaticBroker() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
                JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
                if (round > 0) {
                    assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("round" + (round - 1));
                }
                assertThat(consumer.receiveNoWait()).isNull();
                context.createProducer().send(context.createQueue("q"), "round" + round);
                context.commit();
                context.createProducer().send(context.createQueue("q"), "never committed");
            }
        }
    }

    @Test
    @Section({"8.3.3", "6.1.2"})
    void anUnsharedDurableSubscriptionNeedsAClientIdentifier() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        assertThatThrownBy(() -> session.createDurableConsumer(topic, "s")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.createDurableSubscriber(topic, "s", null, true))
                .isInstanceOf(IllegalStateException.class);
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> context.createDurableConsumer(topic, "s"))
                .isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    @Section({"8.3.3", "Session"})
    void anUnsharedDurableSubscriptionHasOneConsumerAtATime() throws Exception {
        Connection connection = startedAs("me");
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createDurableConsumer(topic, "s");
        assertThatThrownBy(() -> session.createDurableConsumer(topic, "s")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createDurableConsumer(topic, "s", "a = 1", false))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.unsubscribe("s")).isInstanceOf(JMSException.class);
        consumer.close();
        session.createDurableConsumer(topic, "s").close();
        session.unsubscribe("s");
        assertThatThrownBy(() -> session.unsubscribe("s")).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section({"8.3.3", "TopicSubscriber"})
    void changingTopicSelectorOrNoLocalBeginsAnew() throws Exception {
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        Topic other = session.createTopic("other");
        session.createDurableConsumer(topic, "s").close();
        send(session, topic, "lost");
        MessageConsumer selecting = session.createDurableConsumer(topic, "s", "JMSPriority > 0", false);
        assertEmpty(selecting);
        selecting.close();
        send(session, topic, "lost too");
        MessageConsumer notLocal = session.createDurableConsumer(topic, "s", "JMSPriority > 0", true);
        assertEmpty(notLocal);
        notLocal.close();
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "lost as well");
        MessageConsumer elsewhere = session.createDurableConsumer(other, "s", "JMSPriority > 0", true);
        assertEmpty(elsewhere);
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "not wanted");
        send(session(Session.AUTO_ACKNOWLEDGE), other, "wanted");
        assertThat(next(elsewhere)).isEqualTo("wanted");
        elsewhere.close();
        session.unsubscribe("s");
    }

    @Test
    @Section({"8.3.3", "TopicSubscriber"})
    void aDurableSubscriptionKeepsOnlyWhatItsSelectorWants() throws Exception {
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        session.createDurableConsumer(topic, "s", "wanted = TRUE", false).close();
        for (int i = 0; i < 4; i++) {
            Message message = session.createTextMessage("m" + i);
            message.setBooleanProperty("wanted", i % 2 == 0);
            session.createProducer(topic).send(message);
        }
        TopicSubscriber subscriber = session.createDurableSubscriber(topic, "s", "wanted = TRUE", false);
        assertThat(subscriber.getMessageSelector()).isEqualTo("wanted = TRUE");
        assertThat(subscriber.getTopic()).isEqualTo(topic);
        assertThat(subscriber.getNoLocal()).isFalse();
        assertThat(next(subscriber, 2)).containsExactly("m0", "m2");
        assertEmpty(subscriber);
    }

    @Test
    @Section({"8.3.3", "6.1.2"})
    void namesOfDurableSubscriptionsBelongToTheClient() throws Exception {
        Session mine = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Session yours = startedAs("you").createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = mine.createTopic("t");
        MessageConsumer one = mine.createDurableConsumer(topic, "s");
        MessageConsumer two = yours.createDurableConsumer(topic, "s");
        send(mine, topic, "a");
        assertThat(next(one)).isEqualTo("a");
        assertThat(next(two)).isEqualTo("a");
        one.close();
        mine.unsubscribe("s");
        send(mine, topic, "b");
        assertThat(next(two)).isEqualTo("b");
    }

    @Test
    @Section({"8.3.3", "8.3.4"})
    void sharedAndUnsharedDurableSubscriptionsMayNotHaveTheSameName() throws Exception {
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        session.createDurableConsumer(topic, "unshared").close();
        session.createSharedDurableConsumer(topic, "shared").close();
        assertThatThrownBy(() -> session.createSharedDurableConsumer(topic, "unshared"))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createDurableConsumer(topic, "shared")).isInstanceOf(JMSException.class);
    }

    @Test
    @Section("8.3.2")
    void theConsumersOfASharedSubscriptionShareItsMessages() throws Exception {
        Topic topic = session(Session.AUTO_ACKNOWLEDGE).createTopic("t");
        List<MessageConsumer> consumers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            consumers.add(session(Session.AUTO_ACKNOWLEDGE).createSharedConsumer(topic, "s"));
        }
        MessageConsumer alone = session(Session.AUTO_ACKNOWLEDGE).createConsumer(topic);
        sendMany(session(Session.AUTO_ACKNOWLEDGE), topic, 30);
        Set<String> all = new TreeSet<>();
        for (int i = 0; i < 30; i++) {
            assertThat(all.add(next(consumers.get(i % 3)))).as("a message once").isTrue();
        }
        assertThat(all).hasSize(30);
        for (MessageConsumer consumer : consumers) {
            assertEmpty(consumer);
        }
        assertThat(next(alone, 30)).hasSize(30);
    }

    @Test
    @Section("8.3.2")
    void aSharedSubscriptionEndsWithItsLastConsumer() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer one = session.createSharedConsumer(topic, "s");
        MessageConsumer two = session.createSharedConsumer(topic, "s");
        one.close();
        send(session, topic, "kept");
        assertThat(next(two)).isEqualTo("kept");
        send(session, topic, "lost");
        two.close();
        MessageConsumer three = session.createSharedConsumer(topic, "s");
        assertEmpty(three);
    }

    @Test
    @Section({"8.3.2", "8.3.4"})
    void aSharedSubscriptionInUseCannotChange() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        Topic other = session.createTopic("other");
        MessageConsumer shared = session.createSharedConsumer(topic, "s", "a = 1");
        MessageConsumer durable = session.createSharedDurableConsumer(topic, "d", "a = 1");
        assertThatThrownBy(() -> session.createSharedConsumer(topic, "s")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createSharedConsumer(other, "s", "a = 1")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createSharedDurableConsumer(topic, "d")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createSharedDurableConsumer(other, "d", "a = 1"))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.unsubscribe("d")).isInstanceOf(JMSException.class);
        shared.close();
        durable.close();
        session.createSharedConsumer(other, "s").close();
        session.createSharedDurableConsumer(other, "d").close();
        session.unsubscribe("d");
    }

    @Test
    @Section({"8.3.4", "6.1.2"})
    void sharedDurableSubscriptionsWorkWithAndWithoutAClientIdentifier() throws Exception {
        Session anonymous = session(Session.AUTO_ACKNOWLEDGE);
        Session named = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = anonymous.createTopic("t");
        anonymous.createSharedDurableConsumer(topic, "s").close();
        named.createSharedDurableConsumer(topic, "s").close();
        send(anonymous, topic, "a");
        assertThat(next(session(Session.AUTO_ACKNOWLEDGE).createSharedDurableConsumer(topic, "s")))
                .isEqualTo("a");
        assertThat(next(named.createSharedDurableConsumer(topic, "s"))).isEqualTo("a");
    }

    @Test
    @Section({"8.3.2", "8.3.4"})
    void sharedDurableAndSharedSubscriptionsOfOneNameAreDifferent() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer lasting = session.createSharedDurableConsumer(topic, "s");
        MessageConsumer passing = session.createSharedConsumer(topic, "s");
        send(session, topic, "a");
        assertThat(next(lasting)).isEqualTo("a");
        assertThat(next(passing)).isEqualTo("a");
    }

    @Test
    @Section({"8.3.4", "6.2.10"})
    void unacknowledgedMessagesGoToAnotherConsumerOfTheSharedSubscription() throws Exception {
        Session first = session(Session.CLIENT_ACKNOWLEDGE);
        Session second = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = first.createTopic("t");
        MessageConsumer one = first.createSharedDurableConsumer(topic, "s");
        send(second, topic, "a", "b");
        assertThat(next(one, 2)).containsExactly("a", "b");
        MessageConsumer two = second.createSharedDurableConsumer(topic, "s");
        assertEmpty(two);
        first.close();
        Message again = two.receive(SOON);
        assertThat(textOf(again)).isEqualTo("a");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(next(two)).isEqualTo("b");
    }

    @Test
    @Section("8.3.1")
    void noLocalKeepsOutWhatTheOwnConnectionSends() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Session sibling = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        TopicSubscriber subscriber = (TopicSubscriber) session.createConsumer(topic, null, true);
        assertThat(subscriber.getNoLocal()).isTrue();
        send(session, topic, "mine");
        send(sibling, topic, "mine too");
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "yours");
        assertThat(next(subscriber)).isEqualTo("yours");
        assertEmpty(subscriber);
    }

    @Test
    void noLocalOfADurableSubscriptionMeansItsClientIdentifier() throws Exception {
        Connection connection = startedAs("me");
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        session.createDurableConsumer(topic, "s", null, true).close();
        connection.close();
        Session later = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        send(later, topic, "mine");
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "yours");
        MessageConsumer consumer = later.createDurableConsumer(topic, "s", null, true);
        assertThat(next(consumer)).isEqualTo("yours");
        assertEmpty(consumer);
    }

    @Test
    @Section({"8.3.4", "3.4.9"})
    void anExpiredMessageOfADurableSubscriptionIsNotDelivered() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Topic topic = context.createTopic("t");
        context.createSharedDurableConsumer(topic, "s").close();
        context.createProducer().setTimeToLive(1).send(topic, "short");
        context.createProducer().send(topic, "long");
        long past = System.nanoTime() + 5_000_000;
        await("time", () -> System.nanoTime() > past);
        JMSConsumer consumer = context.createSharedDurableConsumer(topic, "s");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("long");
        assertThat(consumer.receive(BRIEFLY)).isNull();
    }

    @Test
    @Section({"10.3", "Session", "JMSContext"})
    void whatIsNoNameTopicOrSelectorIsRefused() throws Exception {
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        assertThatThrownBy(() -> session.createDurableConsumer(null, "s"))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createDurableSubscriber(null, "s"))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createSharedConsumer(null, "s"))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createSharedDurableConsumer(null, "s"))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createDurableConsumer(topic, null)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createSharedConsumer(topic, "")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createDurableConsumer(topic, "s", "=(no", false))
                .isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> session.createSharedConsumer(topic, "s", "=(no"))
                .isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> session.createSharedDurableConsumer(topic, "s", "=(no"))
                .isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> session.createDurableConsumer(session.createTemporaryTopic(), "s"))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.unsubscribe("never made")).isInstanceOf(InvalidDestinationException.class);
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> context.unsubscribe("never made"))
                .isInstanceOf(InvalidDestinationRuntimeException.class);
        assertThatThrownBy(() -> context.createSharedConsumer(topic, null)).isInstanceOf(JMSRuntimeException.class);
    }

    @Test
    void unsubscribeIsRefusedWhileMessagesAreNotAcknowledged() throws Exception {
        Session session = startedAs("me").createSession(Session.SESSION_TRANSACTED);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createDurableConsumer(topic, "s");
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "a");
        next(consumer);
        consumer.close();
        assertThatThrownBy(() -> session.unsubscribe("s")).isInstanceOf(JMSException.class);
        session.commit();
        session.unsubscribe("s");
    }

    @Test
    @Section({"4.2.8", "6.1.8", "3.5.11"})
    void aRolledBackMessageStaysInItsDurableSubscription() throws Exception {
        Connection connection = startedAs("me");
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createDurableConsumer(topic, "s");
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "a");
        next(consumer);
        connection.close();
        MessageConsumer again =
                startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE).createDurableConsumer(topic, "s");
        Message message = again.receive(SOON);
        assertThat(textOf(message)).isEqualTo("a");
        assertThat(message.getJMSRedelivered()).isTrue();
        assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
    }

    @Test
    @Section({"6.1.2", "Connection"})
    void aClientIdentifierIsUniqueWhileItsConnectionIsOpen() throws Exception {
        Connection first = startedAs("me");
        Connection second = stopped();
        assertThatThrownBy(() -> second.setClientID("me")).isInstanceOf(InvalidClientIDException.class);
        first.close();
        second.setClientID("me");
        assertThat(second.getClientID()).isEqualTo("me");
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> context.setClientID("me")).isInstanceOf(InvalidClientIDRuntimeException.class);
    }

    @Test
    @Section({"6.1.2", "Connection"})
    void aClientIdentifierIsSetOnceAndBeforeAllElse() throws Exception {
        Connection connection = stopped();
        assertThat(connection.getClientID()).isNull();
        connection.setClientID("me");
        assertThatThrownBy(() -> connection.setClientID("other")).isInstanceOf(IllegalStateException.class);
        Connection used = stopped();
        used.createSession().close();
        assertThatThrownBy(() -> used.setClientID("late")).isInstanceOf(IllegalStateException.class);
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.createConsumer(context.createQueue("q")).close();
        assertThatThrownBy(() -> context.setClientID("late")).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    @Section({"6.1.2", "Connection"})
    void aPresetClientIdentifierCannotBeChangedAndServesOneConnection() throws Exception {
        TernConnectionFactory preset = new TernConnectionFactory("vm://" + broker + "?clientId=preset");
        JMSContext context = closing(preset.createContext());
        assertThat(context.getClientID()).isEqualTo("preset");
        assertThatThrownBy(() -> context.setClientID("other")).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(preset::createConnection).isInstanceOf(InvalidClientIDException.class);
        assertThatThrownBy(preset::createContext).isInstanceOf(InvalidClientIDRuntimeException.class);
    }

    @Test
    @Section({"8.3.1", "8.3.3", "TopicSession"})
    void theTopicInterfacesSubscribeToo() throws Exception {
        TopicConnection connection = closing(factory.createTopicConnection());
        connection.setClientID("me");
        connection.start();
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        TopicSubscriber plain = session.createSubscriber(topic);
        TopicSubscriber selecting = session.createSubscriber(topic, "n = 1", true);
        TopicSubscriber durable = session.createDurableSubscriber(topic, "s");
        session.createPublisher(topic).publish(session.createTextMessage("a"));
        assertThat(next(plain)).isEqualTo("a");
        assertThat(next(durable)).isEqualTo("a");
        assertThat(selecting.receiveNoWait()).isNull();
        assertThat(selecting.getNoLocal()).isTrue();
        durable.close();
        session.unsubscribe("s");
    }
}
