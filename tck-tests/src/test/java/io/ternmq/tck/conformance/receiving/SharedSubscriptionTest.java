// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("8.3.2 Shared non-durable subscriptions")
@Section("8.3.2")
class SharedSubscriptionTest extends Stage {

    @Test
    void itsConsumersShareEachMessageGoesToOne() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer one = session.createSharedConsumer(topic, "s");
        MessageConsumer two = session(Session.AUTO_ACKNOWLEDGE).createSharedConsumer(topic, "s");
        send(session, topic, "a");
        assertThat(next(one)).isEqualTo("a");
        assertEmpty(two);
        send(session, topic, "b");
        assertThat(next(two)).isEqualTo("b");
        assertEmpty(one);
    }

    @Test
    @Section({"8.3.2", "JMSContext"})
    void contextsShareWithSessions() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Topic topic = context.createTopic("t");
        JMSConsumer one = context.createSharedConsumer(topic, "s");
        MessageConsumer two = session(Session.AUTO_ACKNOWLEDGE).createSharedConsumer(topic, "s");
        context.createProducer().send(topic, "a").send(topic, "b");
        assertThat(one.receiveBody(String.class, SOON)).isEqualTo("a");
        assertThat(next(two)).isEqualTo("b");
    }

    @Test
    void aTopicSessionSharesToo() throws Exception {
        TopicConnection connection = closing(factory.createTopicConnection());
        connection.start();
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer one = session.createSharedConsumer(topic, "s");
        MessageConsumer two = session.createSharedConsumer(topic, "s", "");
        sendMany(session, topic, 2);
        assertThat(List.of(next(one), next(two))).containsExactlyInAnyOrder("m0", "m1");
    }

    @Test
    void otherNamesAreOtherSubscriptions() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer one = session.createSharedConsumer(topic, "s");
        MessageConsumer two = session.createSharedConsumer(topic, "S");
        MessageConsumer alone = session.createConsumer(topic);
        send(session, topic, "a");
        assertThat(next(one)).isEqualTo("a");
        assertThat(next(two)).isEqualTo("a");
        assertThat(next(alone)).isEqualTo("a");
    }

    @Test
    void aNameBelongsToItsClientIdentifier() throws Exception {
        Session mine = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Session yours = startedAs("you").createSession(Session.AUTO_ACKNOWLEDGE);
        Session nobodys = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = mine.createTopic("t");
        List<MessageConsumer> consumers = new ArrayList<>();
        for (Session session : List.of(mine, yours, nobodys)) {
            consumers.add(session.createSharedConsumer(topic, "s"));
        }
        send(nobodys, topic, "a");
        for (MessageConsumer consumer : consumers) {
            assertThat(next(consumer)).isEqualTo("a");
        }
    }

    @Test
    void differentClientsMayChooseDifferentTopicsForOneName() throws Exception {
        Session mine = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Session nobodys = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer one = mine.createSharedConsumer(mine.createTopic("one"), "s", "a IS NULL");
        MessageConsumer two = nobodys.createSharedConsumer(mine.createTopic("two"), "s");
        send(mine, mine.createTopic("one"), "1");
        send(mine, mine.createTopic("two"), "2");
        assertThat(next(one)).isEqualTo("1");
        assertThat(next(two)).isEqualTo("2");
    }

    @Test
    void itEndsWithItsLastConsumerAndWhatWasNotDelivered() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer one = session.createSharedConsumer(topic, "s");
        MessageConsumer two = session.createSharedConsumer(topic, "s");
        sendMany(session, topic, 3);
        one.close();
        assertThat(next(two)).isEqualTo("m0");
        two.close();
        send(session, topic, "nobody there");
        assertEmpty(session.createSharedConsumer(topic, "s"));
    }

    @Test
    void itEndsWithTheConnectionOfItsLastConsumer() throws Exception {
        Connection connection = started();
        Topic topic = connection.createSession().createTopic("t");
        connection.createSession(Session.CLIENT_ACKNOWLEDGE).createSharedConsumer(topic, "s", "a = 1");
        connection.close();
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer other = session.createSharedConsumer(session.createTopic("other"), "s");
        send(session, session.createTopic("other"), "a");
        assertThat(next(other)).isEqualTo("a");
    }

    @Test
    void anotherTopicOrSelectorIsRefusedWhileItIsInUse() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Session second = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createSharedConsumer(topic, "s");
        assertThatThrownBy(() -> second.createSharedConsumer(session.createTopic("other"), "s"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("'s'")
                .extracting(e -> ((JMSException) e).getErrorCode()).isEqualTo("TERN-105");
        assertThatThrownBy(() -> second.createSharedConsumer(topic, "s", "a = 1")).isInstanceOf(JMSException.class);
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> context.createSharedConsumer(topic, "s", "a = 1"))
                .isInstanceOf(JMSRuntimeException.class)
                .extracting(e -> ((JMSRuntimeException) e).getErrorCode()).isEqualTo("TERN-105");
        send(session, topic, "unharmed");
        assertThat(next(consumer)).isEqualTo("unharmed");
    }

    @Test
    void noSelectorAndAnEmptyOneAreTheSame() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        List<MessageConsumer> consumers = List.of(
                session.createSharedConsumer(topic, "s"), session.createSharedConsumer(topic, "s", null),
                session.createSharedConsumer(topic, "s", ""));
        sendMany(session, topic, 3);
        List<String> all = new ArrayList<>();
        for (MessageConsumer consumer : consumers) {
            all.add(next(consumer));
        }
        assertThat(all).containsExactlyInAnyOrder("m0", "m1", "m2");
    }

    @Test
    void itsSelectorDecidesWhatItCollects() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer one = session.createSharedConsumer(topic, "s", "JMSType = 'x'");
        MessageConsumer two = session.createSharedConsumer(topic, "s", "JMSType = 'x'");
        assertThat(one.getMessageSelector()).isEqualTo("JMSType = 'x'");
        for (String type : List.of("x", "y", "x")) {
            Message message = session.createTextMessage(type);
            message.setJMSType(type);
            session.createProducer(topic).send(message);
        }
        assertThat(next(one)).isEqualTo("x");
        assertThat(next(two)).isEqualTo("x");
        assertEmpty(one);
    }

    @Test
    void theNamesOfDurableSubscriptionsAreOthers() throws Exception {
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer durable = session.createDurableConsumer(topic, "s");
        MessageConsumer passing = session.createSharedConsumer(session.createTopic("other"), "s", "a = 1");
        send(session, topic, "a");
        assertThat(next(durable)).isEqualTo("a");
        passing.close();
        send(session, topic, "b");
        assertThat(next(durable)).isEqualTo("b");
    }

    @Test
    @Section({"8.3.2", "Session"})
    void itIsNotForUnsubscribe() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createSharedConsumer(topic, "s");
        assertThatThrownBy(() -> session.unsubscribe("s")).isInstanceOf(InvalidDestinationException.class);
        send(session, topic, "a");
        assertThat(next(consumer)).isEqualTo("a");
    }

    @Test
    void theOwnConnectionsMessagesBelongToIt() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        session.createConsumer(topic, null, true);
        MessageConsumer shared = session.createSharedConsumer(topic, "s");
        send(session, topic, "mine");
        assertThat(next(shared)).isEqualTo("mine");
    }

    @Test
    @Section({"8.3.2", "6.2.10"})
    void unacknowledgedMessagesGoToTheOtherConsumer() throws Exception {
        Session first = session(Session.CLIENT_ACKNOWLEDGE);
        Session second = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = first.createTopic("t");
        MessageConsumer one = first.createSharedConsumer(topic, "s");
        MessageConsumer two = second.createSharedConsumer(topic, "s");
        send(second, topic, "a");
        next(one);
        assertEmpty(two);
        first.close();
        Message again = Objects.requireNonNull(two.receive(SOON));
        assertThat(textOf(again)).isEqualTo("a");
        assertThat(again.getJMSRedelivered()).isTrue();
    }

    @Test
    @Section({"8.3.2", "10.3"})
    void aSelectorThatIsNoneIsRefusedAndMakesNoSubscription() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        assertThatThrownBy(() -> session.createSharedConsumer(topic, "s", "a = = 1"))
                .isInstanceOf(InvalidSelectorException.class);
        MessageConsumer consumer = session.createSharedConsumer(topic, "s", "a = 1");
        assertThat(consumer.receiveNoWait()).isNull();
    }
}
