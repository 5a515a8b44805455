// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("4.2.2, 8.3.1 Unshared non-durable subscriptions")
@Section("8.3.1")
class UnsharedSubscriptionTest extends Stage {

    @Test
    void eachConsumerHasASubscriptionOfItsOwn() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer one = session.createConsumer(topic);
        MessageConsumer two = session.createConsumer(topic, null);
        MessageConsumer three = session.createConsumer(topic, null, false);
        send(session, topic, "a");
        assertThat(next(one)).isEqualTo("a");
        assertThat(next(two)).isEqualTo("a");
        assertThat(next(three)).isEqualTo("a");
    }

    @Test
    void contextsSubscribeToo() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Topic topic = context.createTopic("t");
        JMSConsumer one = context.createConsumer(topic);
        JMSConsumer two = context.createConsumer(topic);
        context.createProducer().send(topic, "a");
        assertThat(one.receiveBody(String.class, SOON)).isEqualTo("a");
        assertThat(two.receiveBody(String.class, SOON)).isEqualTo("a");
    }

    @Test
    @Section({"8.3.1", "TopicSubscriber"})
    void aTopicSessionSubscribesInBothWays() throws Exception {
        TopicConnection connection = closing(factory.createTopicConnection());
        connection.start();
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        TopicSubscriber subscriber = session.createSubscriber(topic);
        MessageConsumer consumer = session.createConsumer(topic);
        assertThat(subscriber.getTopic()).isEqualTo(topic);
        assertThat(subscriber.getNoLocal()).isFalse();
        assertThat(subscriber.getMessageSelector()).isNull();
        send(session, topic, "a");
        assertThat(next(subscriber)).isEqualTo("a");
        assertThat(next(consumer)).isEqualTo("a");
    }

    @Test
    void itBeginsWithItsConsumerAndEndsWithIt() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        send(session, topic, "before");
        MessageConsumer first = session.createConsumer(topic);
        send(session, topic, "during", "undelivered");
        assertThat(next(first)).isEqualTo("during");
        first.close();
        send(session, topic, "between");
        assertEmpty(session.createConsumer(topic));
    }

    @Test
    void itCollectsThoughItsConnectionIsStopped() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createConsumer(topic);
        sendMany(session(Session.AUTO_ACKNOWLEDGE), topic, 3);
        connection.start();
        assertThat(next(consumer, 3)).containsExactly("m0", "m1", "m2");
    }

    @Test
    void itKeepsOnlyWhatItsSelectorWants() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer odd = session.createConsumer(topic, "n = 1 OR n = 3", false);
        MessageConsumer all = session.createConsumer(topic, "");
        MessageProducer producer = session.createProducer(topic);
        for (int i = 1; i <= 4; i++) {
            Message message = session.createTextMessage("n" + i);
            message.setIntProperty("n", i);
            producer.send(message);
        }
        assertThat(next(odd, 2)).containsExactly("n1", "n3");
        assertEmpty(odd);
        assertThat(next(all, 4)).hasSize(4);
    }

    @Test
    @Section({"4.2.2", "TopicSubscriber"})
    void eachCopyIsAMessageOfItsOwn() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Session other = session(Session.CLIENT_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer one = session.createConsumer(topic);
        MessageConsumer two = other.createConsumer(topic);
        send(session, topic, "a");
        TextMessage copy = (TextMessage) Objects.requireNonNull(one.receive(SOON));
        copy.clearBody();
        copy.setText("changed");
        copy.acknowledge();
        assertThat(next(two)).isEqualTo("a");
        other.recover();
        Message again = Objects.requireNonNull(two.receive(SOON));
        assertThat(textOf(again)).isEqualTo("a");
        assertThat(again.getJMSRedelivered()).isTrue();
    }

    @Test
    @Section("4.2.2")
    void aSlowSubscriberDoesNotHoldUpAnother() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer slow = session.createConsumer(topic);
        MessageConsumer fast = session(Session.AUTO_ACKNOWLEDGE).createConsumer(topic);
        sendMany(session, topic, 500);
        assertThat(next(fast, 500)).hasSize(500);
        assertThat(next(slow)).isEqualTo("m0");
    }

    @Test
    @Section({"8.3.1", "Session"})
    void noLocalLeavesOutTheOwnConnectionAndNothingElse() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Session sibling = connection.createSession(Session.SESSION_TRANSACTED);
        Topic topic = session.createTopic("t");
        MessageConsumer notLocal = session.createConsumer(topic, null, true);
        MessageConsumer local = session.createConsumer(topic, null, false);
        send(session, topic, "mine");
        send(sibling, topic, "committed");
        sibling.commit();
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "yours");
        assertThat(next(notLocal)).isEqualTo("yours");
        assertEmpty(notLocal);
        assertThat(next(local, 3)).containsExactly("mine", "committed", "yours");
    }

    @Test
    @Section({"8.3.1", "JMSContext"})
    void noLocalOfAContextMeansItsConnection() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext sibling = closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        Topic topic = context.createTopic("t");
        JMSConsumer consumer = context.createConsumer(topic, null, true);
        context.createProducer().send(topic, "mine");
        sibling.createProducer().send(topic, "of the same connection");
        context(JMSContext.AUTO_ACKNOWLEDGE).createProducer().send(topic, "yours");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("yours");
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @Test
    void noLocalAndSelectorWorkTogether() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createConsumer(topic, "JMSType = 'wanted'", true);
        for (Session sender : new Session[] {session, other}) {
            for (String type : new String[] {"wanted", "unwanted"}) {
                Message message = sender.createTextMessage(type);
                message.setJMSType(type);
                sender.createProducer(topic).send(message);
            }
        }
        assertThat(next(consumer)).isEqualTo("wanted");
        assertEmpty(consumer);
    }

    @Test
    @Section("4.2.8")
    void unacknowledgedMessagesComeAgainWhileTheConsumerLives() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createConsumer(topic);
        sendMany(session, topic, 3);
        next(consumer, 2);
        session.recover();
        for (int i = 0; i < 3; i++) {
            Message message = Objects.requireNonNull(consumer.receive(SOON));
            assertThat(textOf(message)).isEqualTo("m" + i);
            assertThat(message.getJMSRedelivered()).isEqualTo(i < 2);
        }
    }

    @Test
    @Section({"4.2.7", "6.2.2"})
    void aTemporaryTopicHasSubscribersOfItsConnection() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTemporaryTopic();
        MessageConsumer unshared = connection.createSession(Session.AUTO_ACKNOWLEDGE).createConsumer(topic);
        MessageConsumer shared = session.createSharedConsumer(topic, "s");
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "a");
        assertThat(next(unshared)).isEqualTo("a");
        assertThat(next(shared)).isEqualTo("a");
    }

    @Test
    @Section("4.2.11")
    void aPersistentMessageIsMissedByThoseWhoAreNotThere() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        send(session, topic, "persistent");
        assertEmpty(session.createConsumer(topic));
    }
}
