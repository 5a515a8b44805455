// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.5.9 to 3.5.11 Properties of the specification and of the provider")
@Section("3.5.9")
class DefinedPropertiesTest extends Scene {

    private static final String COUNT = "JMSXDeliveryCount";

    private static void assertAttempt(Message message, int attempt) throws JMSException {
        assertThat(message.getIntProperty(COUNT)).isEqualTo(attempt);
        assertThat(message.getJMSRedelivered()).isEqualTo(attempt > 1);
    }

    private static List<String> claimed(Connection connection) throws JMSException {
        List<String> names = new ArrayList<>();
        for (Enumeration<?> left = connection.getMetaData().getJMSXPropertyNames(); left.hasMoreElements();) {
            names.add((String) left.nextElement());
        }
        return names;
    }

    // --- what is claimed ----------------------------------------------------------------------------------------

    @Test
    @Section({"3.5.9", "ConnectionMetaData"})
    void whatIsClaimedIsExactlyWhatIsSupported() throws Exception {
        assertThat(claimed(connection)).containsExactlyInAnyOrder("JMSXGroupID", "JMSXGroupSeq", COUNT);
        assertThat(claimed(connection)).as("asked again").hasSize(3);
    }

    @Test
    @Section({"3.5.9", "ConnectionMetaData"})
    void aContextClaimsTheSame() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        List<?> names = Collections.list((Enumeration<?>) context.getMetaData().getJMSXPropertyNames());
        assertThat(names).hasSize(3).allMatch(claimed(connection)::contains);
    }

    @Test
    @Section({"3.5.9", "ConnectionMetaData"})
    void whatIsClaimedToBeSetByTheProviderIsOnEveryReceivedMessage() throws Exception {
        List<String> byProvider = new ArrayList<>(claimed(connection));
        byProvider.removeAll(List.of("JMSXGroupID", "JMSXGroupSeq"));
        for (String kind : kinds()) {
            Message received = through(sample(session, kind), Message.class);
            for (String name : byProvider) {
                assertThat(received.propertyExists(name)).as("%s on a %s message", name, kind).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JMSXUserID", "JMSXAppID", "JMSXProducerTXID", "JMSXConsumerTXID", "JMSXRcvTimestamp",
        "JMSXState"})
    void whatIsNotClaimedIsNeitherSetNorSettable(String name) throws Exception {
        Message message = session.createMessage();
        Refused.with(MessageFormatException.class, () -> message.setStringProperty(name, "x"));
        assertThat(through(message, Message.class).propertyExists(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JMSXUserID", "JMSXAppID", "JMSXProducerTXID", "JMSXFuture"})
    @Section({"3.5.9", "3.8.1.1"})
    void aSelectorMayNameAPropertyThatIsNotSupported(String name) throws Exception {
        send(session.createMessage());
        try (MessageConsumer equal = session.createConsumer(queue, name + " = 'x'")) {
            assertThat(equal.receive(BRIEFLY)).isNull();
        }
        try (MessageConsumer missing = session.createConsumer(queue, name + " IS NULL")) {
            assertThat(missing.receive(SOON)).isNotNull();
        }
    }

    // --- groups -------------------------------------------------------------------------------------------------

    @Test
    void aGroupPropertyHasTheTypeOfTheTable() throws Exception {
        Message message = session.createMessage();
        Refused.with(MessageFormatException.class, () -> message.setIntProperty("JMSXGroupID", 1));
        Refused.with(MessageFormatException.class, () -> message.setStringProperty("JMSXGroupSeq", "1"));
        Refused.with(MessageFormatException.class, () -> message.setLongProperty("JMSXGroupSeq", 1));
        Refused.with(MessageFormatException.class, () -> message.setObjectProperty("JMSXGroupSeq", (short) 1));
        message.setObjectProperty("JMSXGroupID", "g");
        message.setObjectProperty("JMSXGroupSeq", 1);
        Message received = through(message, Message.class);
        assertThat(received.getObjectProperty("JMSXGroupID")).isEqualTo("g");
        assertThat(received.getObjectProperty("JMSXGroupSeq")).isEqualTo(1);
    }

    @Test
    @Section({"3.5.9", "JMSProducer"})
    void aContextsProducerSetsGroupsAndRefusesTheRest() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        var producer = context.createProducer().setProperty("JMSXGroupID", "g").setProperty("JMSXGroupSeq", 2);
        Refused.unchecked(MessageFormatRuntimeException.class, () -> producer.setProperty(COUNT, 1));
        Refused.unchecked(MessageFormatRuntimeException.class, () -> producer.setProperty("JMSXGroupSeq", "2"));
        Refused.unchecked(MessageFormatRuntimeException.class, () -> producer.setProperty("JMSXUserID", "me"));
        producer.send(queue, "x");
        Message received = take(queue);
        assertThat(received.getStringProperty("JMSXGroupID")).isEqualTo("g");
        assertThat(received.getIntProperty("JMSXGroupSeq")).isEqualTo(2);
    }

    @Test
    @Section({"3.5.9", "3.8.1.1"})
    void aSelectorPicksAGroup() throws Exception {
        for (int i = 1; i <= 4; i++) {
            Message message = session.createMessage();
            message.setStringProperty("JMSXGroupID", i % 2 == 0 ? "even" : "odd");
            message.setIntProperty("JMSXGroupSeq", i);
            send(message);
        }
        try (MessageConsumer consumer = session.createConsumer(queue, "JMSXGroupID = 'even' AND JMSXGroupSeq > 2")) {
            assertThat(arrived(consumer.receive(SOON), Message.class).getIntProperty("JMSXGroupSeq")).isEqualTo(4);
            assertThat(consumer.receive(BRIEFLY)).isNull();
        }
    }

    @Test
    void groupPropertiesAreOnAMessageOnlyIfItsSenderSetThem() throws Exception {
        Message received = through(session.createMessage(), Message.class);
        assertThat(received.propertyExists("JMSXGroupID")).isFalse();
        assertThat(received.propertyExists("JMSXGroupSeq")).isFalse();
    }

    // --- delivery count -----------------------------------------------------------------------------------------

    @Test
    @Section("3.5.11")
    void theFirstDeliveryIsNumberOneInEveryWayOfReceiving() throws Exception {
        Topic topic = session.createTopic("t");
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        try (MessageConsumer subscriber = session.createConsumer(topic);
                MessageConsumer shared = session.createSharedConsumer(topic, "s");
                MessageConsumer durable = session.createSharedDurableConsumer(topic, "d");
                MessageConsumer receiver = session.createConsumer(queue)) {
            started().createSession().createConsumer(topic).setMessageListener(heard::add);
            try (MessageProducer producer = session.createProducer(null)) {
                producer.send(topic, session.createMessage());
                producer.send(queue, session.createMessage());
            }
            for (MessageConsumer consumer : List.of(subscriber, shared, durable, receiver)) {
                assertAttempt(arrived(consumer.receive(SOON), Message.class), 1);
            }
            assertAttempt(arrived(heard.poll(SOON, TimeUnit.MILLISECONDS), Message.class), 1);
        }
    }

    @Test
    @Section("3.5.11")
    void browsingDoesNotCount() throws Exception {
        send(session.createMessage());
        for (int i = 0; i < 3; i++) {
            try (QueueBrowser browser = session.createBrowser(queue)) {
                Message seen = (Message) browser.getEnumeration().nextElement();
                assertThat(seen.getJMSRedelivered()).isFalse();
            }
        }
        assertAttempt(take(queue), 1);
    }

    @Test
    @Section({"3.5.11", "3.4.7"})
    void everyRecoveryAndRollbackCounts() throws Exception {
        send(session.createMessage());
        for (int mode : new int[] {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED}) {
            send(session.createMessage());
            try (Session careful = connection.createSession(mode); MessageConsumer consumer =
                    careful.createConsumer(queue)) {
                for (int attempt = 1; attempt <= 4; attempt++) {
                    Message message = arrived(consumer.receive(SOON), Message.class);
                    assertAttempt(message, attempt);
                    if (mode == Session.SESSION_TRANSACTED) {
                        careful.rollback();
                    } else {
                        careful.recover();
                    }
                }
                Message last = arrived(consumer.receive(SOON), Message.class);
                assertAttempt(last, 5);
                last.acknowledge();
                if (mode == Session.SESSION_TRANSACTED) {
                    careful.commit();
                }
            }
        }
        assertAttempt(take(queue), 1);
    }

    @Test
    @Section({"3.5.11", "3.4.7"})
    void anUnacknowledgedMessageOfAClosedSessionCountsAsDelivered() throws Exception {
        send(session.createMessage());
        Session careful = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        assertAttempt(arrived(careful.createConsumer(queue).receive(SOON), Message.class), 1);
        careful.close();
        assertAttempt(take(queue), 2);
    }

    @Test
    @Section({"3.5.11", "3.4.7"})
    void aListenerThatThrowsSeesTheNextNumber() throws Exception {
        CompletableFuture<Integer> second = new CompletableFuture<>();
        started().createSession().createConsumer(queue).setMessageListener(message -> {
            try {
                int attempt = message.getIntProperty(COUNT);
                if (attempt == 1) {
                    throw new IllegalArgumentException("on purpose");
                }
                second.complete(message.getJMSRedelivered() ? attempt : -attempt);
            } catch (JMSException e) {
                second.completeExceptionally(e);
            }
        });
        send(session.createMessage());
        assertThat(soon(second)).isEqualTo(2);
    }

    @Test
    @Section("3.5.11")
    void eachSubscriberHasItsOwnCount() throws Exception {
        Topic topic = session.createTopic("t");
        try (Session careful = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer failing = careful.createConsumer(topic);
                MessageConsumer calm = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(topic)) {
            producer.send(session.createMessage());
            assertAttempt(arrived(failing.receive(SOON), Message.class), 1);
            careful.recover();
            assertAttempt(arrived(failing.receive(SOON), Message.class), 2);
            assertAttempt(arrived(calm.receive(SOON), Message.class), 1);
        }
    }

    @Test
    @Section("3.5.11")
    void theCountIsAnIntThatTheSenderDoesNotSee() throws Exception {
        Message message = session.createMessage();
        send(message);
        assertThat(message.propertyExists(COUNT)).isFalse();
        assertThat(message.getPropertyNames().hasMoreElements()).isFalse();
        Message received = take(queue);
        assertThat(received.getObjectProperty(COUNT)).isEqualTo(1);
        assertThat(received.getLongProperty(COUNT)).isEqualTo(1);
        assertThat(received.getStringProperty(COUNT)).isEqualTo("1");
        Refused.with(MessageFormatException.class, () -> received.getShortProperty(COUNT));
    }

    // --- the provider's own -------------------------------------------------------------------------------------

    @Test
    @Section("3.5.10")
    void thePrefixOfThisProviderIsOpenToPrograms() throws Exception {
        Message message = session.createMessage();
        message.setStringProperty("JMS_TERN_Note", "hi");
        send(message);
        try (MessageConsumer consumer = session.createConsumer(queue, "JMS_TERN_Note = 'hi'")) {
            assertThat(arrived(consumer.receive(SOON), Message.class).getStringProperty("JMS_TERN_Note"))
                    .isEqualTo("hi");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JMS_IBM_Format", "JMS_AMQP_TTL", "JMS_tern_note", "JMS_TERN"})
    @Section("3.5.10")
    void thePrefixOfAnotherProviderIsNot(String name) throws Exception {
        Message message = session.createMessage();
        assertThat(Refused.with(MessageFormatException.class, () -> message.setStringProperty(name, "x")))
                .hasMessageContaining("JMS_TERN_");
    }

    @Test
    @Section("3.5.10")
    void anOrdinaryMessageCarriesNothingOfTheProvider() throws Exception {
        Message received = through(session.createTextMessage("x"), Message.class);
        assertThat(Collections.list((Enumeration<?>) received.getPropertyNames()))
                .noneMatch(name -> ((String) name).startsWith("JMS_"));
    }
}
