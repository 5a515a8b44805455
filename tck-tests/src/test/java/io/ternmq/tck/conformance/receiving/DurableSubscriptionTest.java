// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
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
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("8.3.3 Unshared durable subscriptions, unsubscribe")
@Section("8.3.3")
class DurableSubscriptionTest extends Stage {

    private Session named() throws JMSException {
        return startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(JMSException.class)
                .extracting(e -> ((JMSException) e).getErrorCode()).isEqualTo("TERN-105");
    }

    @Test
    void whatIsSentBetweenTwoConsumersIsKeptInOrder() throws Exception {
        Session session = named();
        Topic topic = session.createTopic("t");
        try (MessageConsumer first = session.createDurableConsumer(topic, "s")) {
            send(session, topic, "a", "b");
            assertThat(next(first)).isEqualTo("a");
        }
        send(session, topic, "c");
        assertThat(next(session.createDurableConsumer(topic, "s"), 2)).containsExactly("b", "c");
    }

    @Test
    @Section({"8.3.3", "4.2.11"})
    void bothDeliveryModesAreKeptWhileNobodyConsumes() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.setClientID("me");
        Topic topic = context.createTopic("t");
        context.createDurableConsumer(topic, "s").close();
        context.createProducer().setDeliveryMode(1).send(topic, "non-persistent");
        context.createProducer().setDeliveryMode(2).send(topic, "persistent");
        JMSConsumer consumer = context.createDurableConsumer(topic, "s");
        assertThat(List.of(consumer.receiveBody(String.class, SOON), consumer.receiveBody(String.class, SOON)))
                .containsExactlyInAnyOrder("non-persistent", "persistent");
    }

    @Test
    void theMethodsOfAllInterfacesMeanTheSameSubscription() throws Exception {
        TopicConnection connection = closing(factory.createTopicConnection());
        connection.setClientID("me");
        connection.start();
        TopicSession legacy = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = legacy.createTopic("t");
        legacy.createDurableSubscriber(topic, "s").close();
        send(legacy, topic, "a", "b", "c");
        try (TopicSubscriber subscriber = legacy.createDurableSubscriber(topic, "s", null, false)) {
            assertThat(next(subscriber)).isEqualTo("a");
        }
        try (MessageConsumer consumer = legacy.createDurableConsumer(topic, "s", "", false)) {
            assertThat(next(consumer)).isEqualTo("b");
        }
        connection.close();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.setClientID("me");
        assertThat(context.createDurableConsumer(topic, "s").receiveBody(String.class, SOON)).isEqualTo("c");
    }

    @Test
    @Section({"8.3.3", "TopicSubscriber"})
    void aSubscriberTellsWhatItIs() throws Exception {
        Session session = named();
        Topic topic = session.createTopic("t");
        TopicSubscriber subscriber = session.createDurableSubscriber(topic, "s", "a = 1", true);
        assertThat(subscriber.getTopic()).isEqualTo(topic);
        assertThat(subscriber.getMessageSelector()).isEqualTo("a = 1");
        assertThat(subscriber.getNoLocal()).isTrue();
        subscriber.close();
        assertThatThrownBy(subscriber::getNoLocal).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Section({"8.3.3", "6.1.2"})
    void everyMethodNeedsAClientIdentifier() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        TopicConnection legacy = closing(factory.createTopicConnection());
        TopicSession topicSession = legacy.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> session.createDurableConsumer(topic, "s"),
                () -> session.createDurableConsumer(topic, "s", null, false),
                () -> session.createDurableSubscriber(topic, "s"),
                () -> session.createDurableSubscriber(topic, "s", "a = 1", true),
                () -> topicSession.createDurableSubscriber(topic, "s"))) {
            assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
        }
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> context.createDurableConsumer(topic, "s", null, false))
                .isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    void aSecondConsumerIsRefusedWhoeverAsks() throws Exception {
        Connection connection = startedAs("me");
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Session sibling = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createDurableConsumer(topic, "s");
        refused(() -> sibling.createDurableConsumer(topic, "s"));
        refused(() -> sibling.createDurableSubscriber(topic, "s"));
        refused(() -> sibling.createDurableConsumer(session.createTopic("other"), "s"));
        refused(() -> sibling.createDurableConsumer(topic, "s", null, true));
        refused(() -> sibling.createDurableConsumer(topic, "s", "a = 1", false));
        send(sibling, topic, "unharmed");
        assertThat(next(consumer)).isEqualTo("unharmed");
    }

    @Test
    @Section({"8.3.3", "JMSContext"})
    void aSecondConsumerIsRefusedInAContext() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.setClientID("me");
        JMSContext sibling = closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        Topic topic = context.createTopic("t");
        context.createDurableConsumer(topic, "s");
        assertThatThrownBy(() -> sibling.createDurableConsumer(topic, "s"))
                .isInstanceOf(JMSRuntimeException.class)
                .extracting(e -> ((JMSRuntimeException) e).getErrorCode()).isEqualTo("TERN-105");
    }

    @Test
    void anotherTopicBeginsAnew() throws Exception {
        Session session = named();
        Topic topic = session.createTopic("t");
        Topic other = session.createTopic("other");
        session.createDurableConsumer(topic, "s").close();
        send(session, topic, "lost");
        MessageConsumer consumer = session.createDurableConsumer(other, "s");
        send(session, topic, "not subscribed any more");
        send(session, other, "new");
        assertThat(next(consumer)).isEqualTo("new");
        assertEmpty(consumer);
    }

    @Test
    void anotherSelectorBeginsAnewAndBackToNoneToo() throws Exception {
        Session session = named();
        Topic topic = session.createTopic("t");
        session.createDurableConsumer(topic, "s").close();
        send(session, topic, "lost");
        session.createDurableConsumer(topic, "s", "JMSPriority = 4", false).close();
        send(session, topic, "lost again");
        MessageConsumer consumer = session.createDurableConsumer(topic, "s", null, false);
        assertEmpty(consumer);
    }

    @Test
    void anotherNoLocalBeginsAnew() throws Exception {
        Session session = named();
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        session.createDurableConsumer(topic, "s", null, true).close();
        send(other, topic, "lost");
        MessageConsumer consumer = session.createDurableConsumer(topic, "s", null, false);
        assertEmpty(consumer);
        send(session, topic, "mine");
        assertThat(next(consumer)).isEqualTo("mine");
    }

    @Test
    void theSameAgainKeepsWhatWasCollected() throws Exception {
        Session session = named();
        Topic topic = session.createTopic("t");
        session.createDurableConsumer(topic, "s", "JMSPriority = 4", true).close();
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "kept");
        assertThat(next(session.createDurableConsumer(topic, "s", "JMSPriority = 4", true))).isEqualTo("kept");
    }

    @Test
    @Section({"8.3.3", "10.3"})
    void aRefusedSelectorLeavesTheSubscriptionAsItWas() throws Exception {
        Session session = named();
        Topic topic = session.createTopic("t");
        session.createDurableConsumer(topic, "s").close();
        send(session, topic, "kept");
        assertThatThrownBy(() -> session.createDurableConsumer(topic, "s", "a LIKE", false))
                .isInstanceOf(InvalidSelectorException.class);
        assertThat(next(session.createDurableConsumer(topic, "s"))).isEqualTo("kept");
    }

    @Test
    void aSharedOneOfTheSameNameIsInTheWay() throws Exception {
        Session session = named();
        Topic topic = session.createTopic("t");
        session.createSharedDurableConsumer(topic, "s").close();
        refused(() -> session.createDurableConsumer(topic, "s"));
        refused(() -> session.createDurableSubscriber(topic, "s"));
        refused(() -> session.createDurableSubscriber(session.createTopic("other"), "s", "a = 1", true));
        session.unsubscribe("s");
        session.createDurableConsumer(topic, "s").close();
    }

    @Test
    void noLocalLeavesOutEveryConnectionOfTheClient() throws Exception {
        Connection first = startedAs("me");
        Session session = first.createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        session.createDurableConsumer(topic, "s", null, true).close();
        send(session, topic, "mine");
        first.close();
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "nobody's");
        send(startedAs("you").createSession(Session.AUTO_ACKNOWLEDGE), topic, "yours");
        Session later = named();
        send(later, topic, "mine again");
        MessageConsumer consumer = later.createDurableConsumer(topic, "s", null, true);
        assertThat(next(consumer, 2)).containsExactly("nobody's", "yours");
        assertEmpty(consumer);
    }

    @Test
    void itsSelectorDecidesWhileNobodyConsumes() throws Exception {
        Session session = named();
        Topic topic = session.createTopic("t");
        session.createDurableConsumer(topic, "s", "wanted", false).close();
        for (boolean wanted : new boolean[] {false, true, false, true}) {
            Message message = session.createTextMessage(String.valueOf(wanted));
            message.setBooleanProperty("wanted", wanted);
            session.createProducer(topic).send(message);
        }
        MessageConsumer consumer = session.createDurableConsumer(topic, "s", "wanted", false);
        assertThat(next(consumer, 2)).containsExactly("true", "true");
        assertEmpty(consumer);
    }

    @Test
    @Section({"8.3.3", "4.2.7"})
    void aTemporaryTopicHasNoDurableSubscription() throws Exception {
        Session session = named();
        Topic temporary = session.createTemporaryTopic();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> session.createDurableConsumer(temporary, "s"),
                () -> session.createDurableSubscriber(temporary, "s", null, true),
                () -> session.createSharedDurableConsumer(temporary, "s"))) {
            assertThatThrownBy(call).isInstanceOf(InvalidDestinationException.class);
        }
        assertThatThrownBy(() -> session.unsubscribe("s")).isInstanceOf(InvalidDestinationException.class);
    }

    // --- unsubscribe --------------------------------------------------------------------------------------------

    @Test
    @Section({"8.3.3", "Session"})
    void unsubscribeForgetsWhatWasCollected() throws Exception {
        Session session = named();
        Topic topic = session.createTopic("t");
        session.createDurableConsumer(topic, "s").close();
        send(session, topic, "lost");
        session.unsubscribe("s");
        send(session, topic, "lost too");
        assertEmpty(session.createDurableConsumer(topic, "s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"never made", "S", " "})
    @Section({"8.3.3", "Session", "JMSContext"})
    void anUnknownNameIsAnInvalidDestination(String name) throws Exception {
        Session session = named();
        session.createDurableConsumer(session.createTopic("t"), "s").close();
        assertThatThrownBy(() -> session.unsubscribe(name)).isInstanceOf(InvalidDestinationException.class)
                .extracting(e -> ((JMSException) e).getErrorCode()).isEqualTo("TERN-106");
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> context.unsubscribe(name))
                .isInstanceOf(InvalidDestinationRuntimeException.class);
    }

    @Test
    @Section({"Session", "JMSContext", "TopicSession"})
    void noNameIsAnInvalidDestination() throws Exception {
        Session session = named();
        TopicSession legacy = closing(factory.createTopicConnection())
                .createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> session.unsubscribe(null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.unsubscribe("")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> legacy.unsubscribe(null)).isInstanceOf(InvalidDestinationException.class);
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> context.unsubscribe(null)).isInstanceOf(InvalidDestinationRuntimeException.class);
    }

    @Test
    void onlyItsClientCanUnsubscribe() throws Exception {
        Session mine = named();
        Session yours = startedAs("you").createSession(Session.AUTO_ACKNOWLEDGE);
        Session nobodys = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = mine.createTopic("t");
        mine.createDurableConsumer(topic, "s").close();
        nobodys.createSharedDurableConsumer(topic, "other").close();
        assertThatThrownBy(() -> yours.unsubscribe("s")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> nobodys.unsubscribe("s")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> mine.unsubscribe("other")).isInstanceOf(InvalidDestinationException.class);
        mine.unsubscribe("s");
        nobodys.unsubscribe("other");
    }

    @Test
    void unsubscribeIsRefusedWhileAConsumerIsActiveAndAllowedAfterwards() throws Exception {
        Connection connection = startedAs("me");
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Session sibling = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createDurableConsumer(topic, "s");
        refused(() -> sibling.unsubscribe("s"));
        refused(() -> session.unsubscribe("s"));
        send(session, topic, "unharmed");
        assertThat(next(consumer)).isEqualTo("unharmed");
        session.close();
        sibling.unsubscribe("s");
    }

    @Test
    @Section({"8.3.3", "JMSContext"})
    void closingTheContextMakesTheConsumerInactive() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.setClientID("me");
        JMSContext sibling = closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        context.createDurableConsumer(context.createTopic("t"), "s").setMessageListener(message -> {});
        assertThatThrownBy(() -> sibling.unsubscribe("s"))
                .isInstanceOf(JMSRuntimeException.class)
                .isNotInstanceOf(InvalidDestinationRuntimeException.class);
        context.close();
        sibling.unsubscribe("s");
        assertThatThrownBy(() -> sibling.unsubscribe("s")).isInstanceOf(InvalidDestinationRuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, 4, 101})
    void unsubscribeIsRefusedBeforeAMessageIsAcknowledged(int mode) throws Exception {
        Connection connection = startedAs("me");
        Session session = connection.createSession(mode);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createDurableConsumer(topic, "s");
        send(session, topic, "a");
        Message message = Objects.requireNonNull(consumer.receive(SOON));
        consumer.close();
        refused(() -> session.unsubscribe("s"));
        message.acknowledge();
        session.unsubscribe("s");
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void unsubscribeIsAllowedOnceTheSessionHasAcknowledged(int mode) throws Exception {
        Session session = startedAs("me").createSession(mode);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createDurableConsumer(topic, "s");
        sendMany(session, topic, 100);
        next(consumer, 30);
        consumer.close();
        session.unsubscribe("s");
        assertThatThrownBy(() -> session.unsubscribe("s")).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    void aRollbackGivesTheMessageBackAndAllowsUnsubscribe() throws Exception {
        Session session = startedAs("me").createSession(Session.SESSION_TRANSACTED);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createDurableConsumer(topic, "s");
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "a");
        next(consumer);
        consumer.close();
        refused(() -> session.unsubscribe("s"));
        session.rollback();
        session.unsubscribe("s");
    }

    @Test
    void unsubscribeIsNoPartOfATransaction() throws Exception {
        Session session = startedAs("me").createSession(Session.SESSION_TRANSACTED);
        session.createDurableConsumer(session.createTopic("t"), "s").close();
        session.unsubscribe("s");
        session.rollback();
        assertThatThrownBy(() -> session.unsubscribe("s")).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section("4.2.9")
    void subscriptionsComeAndGoWithoutAdministration() throws Exception {
        Session session = named();
        Topic topic = session.createTopic("t");
        for (int i = 0; i < 50; i++) {
            session.createDurableConsumer(topic, "s" + i).close();
        }
        send(session, topic, "a");
        for (int i = 0; i < 50; i++) {
            try (MessageConsumer consumer = session.createDurableConsumer(topic, "s" + i)) {
                assertThat(next(consumer)).isEqualTo("a");
            }
            session.unsubscribe("s" + i);
        }
    }
}
