// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("8.3.4 Shared durable subscriptions")
@Section("8.3.4")
class SharedDurableSubscriptionTest extends Stage {

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(JMSException.class)
                .extracting(e -> ((JMSException) e).getErrorCode()).isEqualTo("TERN-105");
    }

    @Test
    void itOutlivesAllItsConsumers() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer one = session.createSharedDurableConsumer(topic, "s");
        MessageConsumer two = session(Session.AUTO_ACKNOWLEDGE).createSharedDurableConsumer(topic, "s");
        send(session, topic, "a");
        one.close();
        two.close();
        send(session, topic, "b");
        MessageConsumer three = session(Session.AUTO_ACKNOWLEDGE).createSharedDurableConsumer(topic, "s");
        assertThat(next(three, 2)).containsExactly("a", "b");
    }

    @Test
    @Section({"8.3.4", "JMSContext"})
    void contextsSessionsAndTopicSessionsShare() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        TopicConnection connection = closing(factory.createTopicConnection());
        connection.start();
        TopicSession legacy = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = legacy.createTopic("t");
        JMSConsumer one = context.createSharedDurableConsumer(topic, "s", "");
        MessageConsumer two = session(Session.AUTO_ACKNOWLEDGE).createSharedDurableConsumer(topic, "s", null);
        MessageConsumer three = legacy.createSharedDurableConsumer(topic, "s");
        sendMany(legacy, topic, 3);
        List<String> all = new ArrayList<>(List.of(one.receiveBody(String.class, SOON), next(two), next(three)));
        assertThat(all).containsExactlyInAnyOrder("m0", "m1", "m2");
    }

    @Test
    void aClientIdentifierMakesItAnotherOne() throws Exception {
        Session nobodys = session(Session.AUTO_ACKNOWLEDGE);
        Session mine = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = mine.createTopic("t");
        nobodys.createSharedDurableConsumer(topic, "s", "JMSType = 'x'").close();
        mine.createSharedDurableConsumer(topic, "s").close();
        send(mine, topic, "a");
        assertThat(next(mine.createSharedDurableConsumer(topic, "s"))).isEqualTo("a");
        assertEmpty(nobodys.createSharedDurableConsumer(topic, "s", "JMSType = 'x'"));
    }

    @Test
    void anotherTopicOrSelectorIsRefusedWhileItIsInUse() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createSharedDurableConsumer(topic, "s");
        refused(() -> session.createSharedDurableConsumer(session.createTopic("other"), "s"));
        refused(() -> session.createSharedDurableConsumer(topic, "s", "a = 1"));
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> context.createSharedDurableConsumer(topic, "s", "a = 1"))
                .isInstanceOf(JMSRuntimeException.class);
        send(session, topic, "unharmed");
        assertThat(next(consumer)).isEqualTo("unharmed");
    }

    @Test
    void anotherTopicOrSelectorBeginsAnewWhenNobodyUsesIt() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        Topic other = session.createTopic("other");
        session.createSharedDurableConsumer(topic, "s").close();
        send(session, topic, "lost");
        session.createSharedDurableConsumer(topic, "s", "JMSPriority > 0").close();
        send(session, topic, "lost too");
        MessageConsumer consumer = session.createSharedDurableConsumer(other, "s", "JMSPriority > 0");
        send(session, topic, "not subscribed any more");
        send(session, other, "new");
        assertThat(next(consumer)).isEqualTo("new");
        assertEmpty(consumer);
    }

    @Test
    void anUnsharedOneOfTheSameNameIsInTheWay() throws Exception {
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer unshared = session.createDurableConsumer(topic, "s");
        refused(() -> session.createSharedDurableConsumer(topic, "s"));
        unshared.close();
        refused(() -> session.createSharedDurableConsumer(topic, "s"));
        refused(() -> session.createSharedDurableConsumer(session.createTopic("other"), "s", "a = 1"));
        session.unsubscribe("s");
        session.createSharedDurableConsumer(topic, "s").close();
    }

    @Test
    void anUnsharedOneOfAnotherClientIsNotInTheWay() throws Exception {
        Session mine = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Session nobodys = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = mine.createTopic("t");
        MessageConsumer unshared = mine.createDurableConsumer(topic, "s");
        MessageConsumer shared = nobodys.createSharedDurableConsumer(topic, "s");
        send(mine, topic, "a");
        assertThat(next(unshared)).isEqualTo("a");
        assertThat(next(shared)).isEqualTo("a");
    }

    @Test
    void aSharedOneThatDoesNotLastIsSeparate() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer passing = session.createSharedConsumer(session.createTopic("other"), "s", "a = 1");
        MessageConsumer lasting = session.createSharedDurableConsumer(topic, "s");
        lasting.close();
        session.unsubscribe("s");
        assertThat(passing.receiveNoWait()).isNull();
    }

    @Test
    void unsubscribeIsRefusedWhileOneConsumerIsLeft() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer one = session.createSharedDurableConsumer(topic, "s");
        MessageConsumer two = session(Session.AUTO_ACKNOWLEDGE).createSharedDurableConsumer(topic, "s");
        one.close();
        refused(() -> session.unsubscribe("s"));
        two.close();
        session.unsubscribe("s");
    }

    @Test
    void unsubscribeIsRefusedWhileAnotherSessionsTransactionHoldsAMessage() throws Exception {
        Session transacted = session(Session.SESSION_TRANSACTED);
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = transacted.createSharedDurableConsumer(topic, "s");
        send(session, topic, "a");
        next(consumer);
        consumer.close();
        refused(() -> session.unsubscribe("s"));
        transacted.commit();
        session.unsubscribe("s");
    }

    @Test
    void messagesOfAConnectionThatEndsGoToTheRemainingConsumer() throws Exception {
        jakarta.jms.Connection connection = started();
        Session first = connection.createSession(Session.SESSION_TRANSACTED);
        Session second = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = first.createTopic("t");
        MessageConsumer one = first.createSharedDurableConsumer(topic, "s");
        send(second, topic, "a", "b");
        assertThat(next(one, 2)).containsExactly("a", "b");
        MessageConsumer two = second.createSharedDurableConsumer(topic, "s");
        connection.close();
        assertThat(next(two, 2)).containsExactly("a", "b");
    }
}
