// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("4.1.4, 4.2.4, 4.2.6, 5.2 and 6.2.3 Names of destinations and subscriptions")
@Section("6.2.3")
class DestinationNamesTest extends Stage {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void aDestinationNeedsAName(@Nullable String none) throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> session.createQueue(none)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createTopic(none)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> context.createQueue(none)).isInstanceOf(InvalidDestinationRuntimeException.class);
        assertThatThrownBy(() -> context.createTopic(none)).isInstanceOf(InvalidDestinationRuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "q", "orders.europe.paid", "with space", "Größe-日本", "a/b:c", "UPPER", "upper", "queue://q", "'quoted'", "🦅"
    })
    @Section({"6.2.3", "4.1.4"})
    void aQueueHasTheNameItWasGiven(String name) throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue(name);
        assertThat(queue.getQueueName()).isEqualTo(name);
        assertThat(queue.toString()).contains(name);
        send(session, queue, name);
        MessageConsumer consumer = session.createConsumer(session.createQueue(name));
        assertThat(next(consumer)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "news.sport.results", "Größe-日本", "UPPER", "topic://t"})
    @Section({"6.2.3", "4.2.6"})
    void aTopicHasTheNameItWasGiven(String name) throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic(name);
        assertThat(topic.getTopicName()).isEqualTo(name);
        assertThat(topic.toString()).contains(name);
        MessageConsumer consumer = session.createConsumer(session.createTopic(name));
        send(session, topic, name);
        assertThat(next(consumer)).isEqualTo(name);
    }

    @Test
    @Section("4.2.6")
    void aTopicNameIsOneOfAHierarchyAndHasNoWhiteSpace() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("with space");
        assertThatThrownBy(() -> session.createConsumer(topic)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> send(session, topic, "a"))
                .isInstanceOf(InvalidDestinationException.class)
                .hasMessageContaining("white space");
    }

    @Test
    void aLongNameIsANameToo() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        String name = "n".repeat(1_000);
        send(session, session.createQueue(name), "a");
        assertThat(next(session.createConsumer(session.createQueue(name)))).isEqualTo("a");
    }

    @Test
    @Section({"4.1.4", "4.2.6"})
    void destinationsOfOneNameAndDomainAreEqual() throws Exception {
        Session one = session(Session.AUTO_ACKNOWLEDGE);
        JMSContext two = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThat(one.createQueue("x")).isEqualTo(two.createQueue("x")).hasSameHashCodeAs(two.createQueue("x"));
        assertThat(one.createTopic("x")).isEqualTo(two.createTopic("x")).hasSameHashCodeAs(two.createTopic("x"));
        assertThat(one.createQueue("x")).isNotEqualTo(one.createTopic("x")).isNotEqualTo(one.createQueue("X"));
    }

    @Test
    void aNameIsNotTheDestinationItself() throws Exception {
        Session maker = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = maker.createQueue("q");
        Topic topic = maker.createTopic("t");
        maker.close();
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer ofTopic = other.createConsumer(topic);
        send(other, queue, "a");
        send(other, topic, "b");
        assertThat(next(other.createConsumer(queue))).isEqualTo("a");
        assertThat(next(ofTopic)).isEqualTo("b");
    }

    @Test
    @Section("5.2")
    void oneDestinationObjectServesManyThreads() throws Exception {
        Connection connection = started();
        Queue queue = connection.createSession().createQueue("q");
        List<CompletableFuture<@Nullable Void>> sending = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sending.add(elsewhere(() -> {
                try (Session session = connection.createSession()) {
                    sendMany(session, queue, 20);
                }
                return null;
            }));
        }
        for (CompletableFuture<@Nullable Void> one : sending) {
            soon(one);
        }
        assertThat(next(connection.createSession().createConsumer(queue), 120)).hasSize(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "s", "under_score", "dotted.name", "minus-name", "Größe", "日本", "0123456789", "_", ".", "-"
    })
    @Section("4.2.4")
    void theseCharactersMayStandInTheNameOfASubscription(String name) throws Exception {
        Session session = startedAs("me").createSession();
        Topic topic = session.createTopic("t");
        MessageConsumer durable = session.createDurableConsumer(topic, name);
        MessageConsumer shared = session.createSharedConsumer(topic, name);
        send(session, topic, "a");
        assertThat(next(durable)).isEqualTo("a");
        assertThat(next(shared)).isEqualTo("a");
        durable.close();
        session.unsubscribe(name);
        MessageConsumer sharedDurable = session.createSharedDurableConsumer(topic, name);
        send(session, topic, "b");
        assertThat(next(sharedDurable)).isEqualTo("b");
    }

    @Test
    @Section("4.2.4")
    void theNameOfASubscriptionMayHave128CharactersAndTheyAllCount() throws Exception {
        Session session = startedAs("me").createSession();
        Topic topic = session.createTopic("t");
        String longest = "n".repeat(127);
        MessageConsumer one = session.createDurableConsumer(topic, longest + "1");
        session.createDurableConsumer(topic, longest + "2").close();
        send(session, topic, "a");
        assertThat(next(one)).isEqualTo("a");
        assertThat(next(session.createDurableConsumer(topic, longest + "2"))).isEqualTo("a");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    @Section({"4.2.4", "Session"})
    void aSubscriptionNeedsAName(@Nullable String none) throws Exception {
        Session session = startedAs("me").createSession();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        assertThatThrownBy(() -> session.createDurableConsumer(topic, none)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createSharedConsumer(topic, none)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createSharedDurableConsumer(topic, none)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> context.createSharedConsumer(topic, none)).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> session.unsubscribe(none)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> context.unsubscribe(none)).isInstanceOf(InvalidDestinationRuntimeException.class);
    }

    @Test
    @Section("4.2.6")
    void aTopicMayStandForAPartOfTheHierarchy() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer oneLevel = session.createConsumer(session.createTopic("news.*"));
        MessageConsumer below = session.createConsumer(session.createTopic("news.#"));
        MessageConsumer leaf = session.createConsumer(session.createTopic("news.sport"));
        send(session, session.createTopic("news.sport"), "a");
        send(session, session.createTopic("news.sport.results"), "b");
        assertThat(next(oneLevel)).isEqualTo("a");
        assertEmpty(oneLevel);
        assertThat(next(below, 2)).containsExactly("a", "b");
        assertThat(next(leaf)).isEqualTo("a");
        assertThatThrownBy(() -> send(session, session.createTopic("news.*"), "c")).isInstanceOf(
                InvalidDestinationException.class);
    }
}
