// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.4.1 to 3.4.13 The value of each header")
@Section("3.4")
class HeaderValuesTest extends Scene {

    /** A destination of each kind. */
    private Destination place(String kind) throws JMSException {
        return switch (kind) {
            case "queue" -> session.createQueue("a queue");
            case "topic" -> session.createTopic("a.topic");
            case "temporary queue" -> session.createTemporaryQueue();
            case "temporary topic" -> session.createTemporaryTopic();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static String nameOf(Destination place) throws JMSException {
        return place instanceof Queue named ? named.getQueueName() : ((Topic) place).getTopicName();
    }

    private static void assertSameDomain(String kind, Destination place) {
        Class<?> type = switch (kind) {
            case "queue" -> Queue.class;
            case "topic" -> Topic.class;
            case "temporary queue" -> TemporaryQueue.class;
            default -> TemporaryTopic.class;
        };
        assertThat(place).isInstanceOf(type);
    }

    // --- destination --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"queue", "topic", "temporary queue", "temporary topic"})
    @Section("3.4.1")
    void senderAndReceiverSeeTheDestinationOfTheSend(String kind) throws Exception {
        Destination place = place(kind);
        Message message = session.createMessage();
        message.setJMSDestination(session.createQueue("elsewhere"));
        try (MessageConsumer consumer = session.createConsumer(place);
                MessageProducer producer = session.createProducer(null)) {
            producer.send(place, message);
            assertThat(message.getJMSDestination()).isEqualTo(place);
            Destination received = arrived(consumer.receive(SOON), Message.class).getJMSDestination();
            assertThat(received).isEqualTo(place);
            assertSameDomain(kind, received);
            assertThat(nameOf(received)).isEqualTo(nameOf(place));
        }
    }

    @Test
    @Section("3.4.1")
    void aReceivedDestinationCanBeSentToAgain() throws Exception {
        Destination seen = through(session.createMessage(), Message.class).getJMSDestination();
        try (MessageProducer producer = session.createProducer(seen)) {
            producer.send(session.createTextMessage("back"));
        }
        assertThat(arrived(take(queue), TextMessage.class).getText()).isEqualTo("back");
    }

    @Test
    @Section("3.4.1")
    void theSameMessageShowsTheDestinationOfItsLastSend() throws Exception {
        Message message = session.createMessage();
        Queue other = session.createQueue("other");
        try (MessageProducer producer = session.createProducer(null)) {
            producer.send(queue, message);
            producer.send(other, message);
        }
        assertThat(message.getJMSDestination()).isEqualTo(other);
        assertThat(take(queue).getJMSDestination()).isEqualTo(queue);
        assertThat(take(other).getJMSDestination()).isEqualTo(other);
    }

    // --- delivery mode ------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    @Section("3.4.2")
    void theDeliveryModeIsTheProducersAndNotTheMessages(int mode) throws Exception {
        Message message = session.createMessage();
        message.setJMSDeliveryMode(mode == DeliveryMode.PERSISTENT ? DeliveryMode.NON_PERSISTENT : 9999);
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryMode(mode);
            producer.send(message);
        }
        assertThat(message.getJMSDeliveryMode()).isEqualTo(mode);
        assertThat(take(queue).getJMSDeliveryMode()).isEqualTo(mode);
    }

    // --- message id ---------------------------------------------------------------------------------------------

    @Test
    @Section("3.4.3")
    void idsAreUniqueAcrossConnectionsAndThreads() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Integer>> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            senders.add(elsewhere(() -> {
                Session own = started().createSession();
                try (MessageProducer producer = own.createProducer(queue)) {
                    Message message = own.createMessage();
                    for (int sent = 0; sent < 50; sent++) {
                        producer.send(message);
                        seen.add(message.getJMSMessageID());
                    }
                }
                return 50;
            }));
        }
        for (CompletableFuture<Integer> sender : senders) {
            assertThat(soon(sender)).isEqualTo(50);
        }
        assertThat(seen).hasSize(200).allMatch(id -> id.startsWith("ID:"));
    }

    @Test
    @Section("3.4.3")
    void everySubscriberSeesTheSameId() throws Exception {
        Topic topic = session.createTopic("news");
        Message message = session.createMessage();
        try (MessageConsumer one = session.createConsumer(topic);
                MessageConsumer two = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(topic)) {
            producer.send(message);
            assertThat(arrived(one.receive(SOON), Message.class).getJMSMessageID())
                    .isEqualTo(arrived(two.receive(SOON), Message.class).getJMSMessageID())
                    .isEqualTo(message.getJMSMessageID());
        }
    }

    @Test
    @Section("3.4.3")
    void theIdIsThereBeforeTheCommitAndStays() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = work.createProducer(queue)) {
            Message message = work.createMessage();
            producer.send(message);
            String id = message.getJMSMessageID();
            assertThat(id).startsWith("ID:");
            work.commit();
            assertThat(message.getJMSMessageID()).isEqualTo(id);
            assertThat(take(queue).getJMSMessageID()).isEqualTo(id);
        }
    }

    @Test
    @Section({"3.4.3", "JMSProducer"})
    void theSimplifiedProducerTreatsTheHintAboutIdsAlike() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Message message = context.createMessage();
        JMSProducer producer = context.createProducer().setDisableMessageID(true).send(queue, message);
        assertThat(producer.getDisableMessageID()).isTrue();
        assertThat(take(queue).getJMSMessageID()).startsWith("ID:").isEqualTo(message.getJMSMessageID());
    }

    // --- timestamp ----------------------------------------------------------------------------------------------

    @Test
    @Section("3.4.4")
    void theTimestampIsThatOfTheSendAndNotOfTheCommit() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = work.createProducer(queue)) {
            Message message = work.createMessage();
            long before = System.currentTimeMillis();
            producer.send(message);
            long after = System.currentTimeMillis();
            assertThat(message.getJMSTimestamp()).isBetween(before, after);
            await("the clock moves on", () -> System.currentTimeMillis() > after + 5);
            work.commit();
            assertThat(take(queue).getJMSTimestamp()).isEqualTo(message.getJMSTimestamp()).isLessThanOrEqualTo(after);
        }
    }

    @Test
    @Section({"3.4.4", "MessageProducer", "JMSProducer"})
    void withoutTimestampsTheOtherTimesAreStillThere() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Message message = context.createMessage();
        message.setJMSTimestamp(17);
        long before = System.currentTimeMillis();
        context.createProducer().setDisableMessageTimestamp(true).setTimeToLive(60_000).send(queue, message);
        long after = System.currentTimeMillis();
        Message received = take(queue);
        for (Message each : List.of(message, received)) {
            assertThat(each.getJMSTimestamp()).isZero();
            assertThat(each.getJMSExpiration()).isBetween(before + 60_000, after + 60_000);
            assertThat(each.getJMSDeliveryTime()).isBetween(before, after);
        }
    }

    @Test
    @Section({"3.4.3", "3.4.4"})
    void hintsCanBeTakenBack() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDisableMessageTimestamp(true);
            producer.setDisableMessageID(true);
            producer.setDisableMessageTimestamp(false);
            producer.setDisableMessageID(false);
            producer.send(session.createMessage());
        }
        Message received = take(queue);
        assertThat(received.getJMSTimestamp()).isPositive();
        assertThat(received.getJMSMessageID()).startsWith("ID:");
    }

    // --- correlation --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"", "order-7", " spaced ", "ID:looks-like-one", "\ud83d\ude00 \u00fc"})
    @Section("3.4.5")
    void anyTextCanBeTheCorrelation(String text) throws Exception {
        Message message = session.createMessage();
        message.setJMSCorrelationID(text);
        assertThat(through(message, Message.class).getJMSCorrelationID()).isEqualTo(text);
        assertThat(message.getJMSCorrelationID()).isEqualTo(text);
    }

    @Test
    @Section("3.4.5")
    void theLastFormOfTheCorrelationThatWasSetCounts() throws Exception {
        Message message = session.createMessage();
        message.setJMSCorrelationIDAsBytes(new byte[] {-1});
        message.setJMSCorrelationID("text");
        assertThat(message.getJMSCorrelationIDAsBytes()).isEqualTo("text".getBytes(StandardCharsets.UTF_8));
        message.setJMSCorrelationIDAsBytes("other".getBytes(StandardCharsets.UTF_8));
        assertThat(through(message, Message.class).getJMSCorrelationID()).isEqualTo("other");
        message.setJMSCorrelationIDAsBytes(null);
        assertThat(message.getJMSCorrelationID()).isNull();
        assertThat(through(message, Message.class).getJMSCorrelationIDAsBytes()).isNull();
    }

    @Test
    @Section({"3.4.5", "3.12"})
    void theBytesOfACorrelationAreACopyEachTime() throws Exception {
        Message message = session.createMessage();
        message.setJMSCorrelationIDAsBytes(new byte[] {1, -2, 3});
        Message received = through(message, Message.class);
        received.getJMSCorrelationIDAsBytes()[0] = 99;
        message.getJMSCorrelationIDAsBytes()[0] = 99;
        assertThat(received.getJMSCorrelationIDAsBytes()).containsExactly(1, -2, 3);
        assertThat(message.getJMSCorrelationIDAsBytes()).containsExactly(1, -2, 3);
    }

    @Test
    @Section("3.4.5")
    void aForwardedMessageKeepsTheBytesOfItsCorrelation() throws Exception {
        Message message = session.createMessage();
        message.setJMSCorrelationIDAsBytes(new byte[] {0, -1, -128});
        Message forwarded = through(through(message, Message.class), Message.class);
        assertThat(forwarded.getJMSCorrelationIDAsBytes()).containsExactly(0, -1, -128);
    }

    // --- reply to -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"queue", "topic", "temporary queue", "temporary topic"})
    @Section({"3.4.6", "2.16"})
    void aReplyFindsItsWayToAnyKindOfDestination(String kind) throws Exception {
        Destination answers = place(kind);
        Message request = session.createTextMessage("?");
        request.setJMSReplyTo(answers);
        try (MessageConsumer consumer = session.createConsumer(answers);
                MessageProducer producer = session.createProducer(null)) {
            Message received = through(request, Message.class);
            assertSameDomain(kind, received.getJMSReplyTo());
            Message answer = session.createTextMessage("!");
            answer.setJMSCorrelationID(received.getJMSMessageID());
            producer.send(received.getJMSReplyTo(), answer);
            assertThat(arrived(consumer.receive(SOON), TextMessage.class).getJMSCorrelationID())
                    .isEqualTo(request.getJMSMessageID());
        }
    }

    @Test
    @Section("3.4.6")
    void aReplyDestinationCanBeTakenAway() throws Exception {
        Message message = session.createMessage();
        message.setJMSReplyTo(queue);
        message.setJMSReplyTo(null);
        assertThat(message.getJMSReplyTo()).isNull();
        assertThat(through(message, Message.class).getJMSReplyTo()).isNull();
    }

    @Test
    @Section("3.4.6")
    void aReplyDestinationOfAnotherProviderCountsByItsName() throws Exception {
        Topic foreign = (Topic) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Topic.class},
                (proxy, method, arguments) -> "far.away");
        Message message = session.createMessage();
        message.setJMSReplyTo(foreign);
        assertThat(through(message, Message.class).getJMSReplyTo()).isEqualTo(session.createTopic("far.away"));
    }

    // --- redelivered --------------------------------------------------------------------------------------------

    @Test
    @Section("3.4.7")
    void sendLeavesTheSendersRedeliveredFlagAlone() throws Exception {
        Message message = session.createMessage();
        message.setJMSRedelivered(true);
        send(message);
        assertThat(message.getJMSRedelivered()).isTrue();
        assertThat(take(queue).getJMSRedelivered()).isFalse();
    }

    @Test
    @Section("3.4.7")
    void aRedeliveredMessageThatIsForwardedIsANewOne() throws Exception {
        send(session.createMessage());
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED);
                MessageConsumer consumer = work.createConsumer(queue);
                MessageProducer producer = work.createProducer(session.createQueue("next"))) {
            arrived(consumer.receive(SOON), Message.class);
            work.rollback();
            Message again = arrived(consumer.receive(SOON), Message.class);
            assertThat(again.getJMSRedelivered()).isTrue();
            producer.send(again);
            work.commit();
        }
        assertThat(take(session.createQueue("next")).getJMSRedelivered()).isFalse();
    }

    // --- type ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"", "report", "java.lang.Thread", "\u00fcber typ"})
    @Section("3.4.8")
    void theTypeIsAnyTextThatTheClientLikes(String type) throws Exception {
        Message message = session.createMessage();
        message.setJMSType(type);
        assertThat(through(message, Message.class).getJMSType()).isEqualTo(type);
        message.setJMSType(null);
        assertThat(through(message, Message.class).getJMSType()).isNull();
    }

    // --- expiration ---------------------------------------------------------------------------------------------

    @Test
    @Section("3.4.9")
    void theExpirationCountsFromTheSendAndNotFromTheCommit() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = work.createProducer(queue)) {
            producer.setTimeToLive(60_000);
            Message message = work.createMessage();
            producer.send(message);
            await("the clock moves on", () -> System.currentTimeMillis() > clock(message) + 5);
            work.commit();
            Message received = take(queue);
            assertThat(received.getJMSExpiration())
                    .isEqualTo(message.getJMSExpiration())
                    .isEqualTo(message.getJMSTimestamp() + 60_000);
        }
    }

    private static long clock(Message message) {
        try {
            return message.getJMSTimestamp();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Section("3.4.9")
    void aTimeToLiveThatEndsBeyondAllTimeIsTheEndOfTime() throws Exception {
        Message message = session.createMessage();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message, DeliveryMode.PERSISTENT, 4, Long.MAX_VALUE);
        }
        assertThat(message.getJMSExpiration()).isEqualTo(Long.MAX_VALUE);
        assertThat(take(queue).getJMSExpiration()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @Section("3.4.9")
    void aMessageSentAgainWithoutTimeToLiveDoesNotExpire() throws Exception {
        Message message = session.createMessage();
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message, DeliveryMode.PERSISTENT, 4, 60_000);
            assertThat(message.getJMSExpiration()).isPositive();
            producer.send(message, DeliveryMode.PERSISTENT, 4, 0);
        }
        assertThat(message.getJMSExpiration()).isZero();
        assertThat(take(queue).getJMSExpiration()).isPositive();
        assertThat(take(queue).getJMSExpiration()).isZero();
    }

    // --- priority -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    @Section("3.4.10")
    void thePriorityIsTheProducersAndNotTheMessages(int priority) throws Exception {
        Message message = session.createMessage();
        message.setJMSPriority(9 - priority);
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.createProducer().setPriority(priority).send(queue, message);
        assertThat(message.getJMSPriority()).isEqualTo(priority);
        assertThat(take(queue).getJMSPriority()).isEqualTo(priority);
    }

    // --- all of them --------------------------------------------------------------------------------------------

    @Test
    @Section("3.4.11")
    void headersOfAnAsynchronousSendAreSetWhenTheListenerIsCalled() throws Exception {
        CompletableFuture<Message> told = new CompletableFuture<>();
        Message message = session.createMessage();
        message.setJMSMessageID("ID:mine");
        message.setJMSPriority(1);
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message, DeliveryMode.NON_PERSISTENT, 8, 60_000, new CompletionListener() {
                @Override
                public void onCompletion(Message sent) {
                    told.complete(sent);
                }

                @Override
                public void onException(Message sent, Exception exception) {
                    told.completeExceptionally(exception);
                }
            });
        }
        Message sent = soon(told);
        Message received = take(queue);
        for (Message each : List.of(sent, received)) {
            assertThat(each.getJMSDestination()).isEqualTo(queue);
            assertThat(each.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
            assertThat(each.getJMSPriority()).isEqualTo(8);
            assertThat(each.getJMSMessageID()).startsWith("ID:").isNotEqualTo("ID:mine");
            assertThat(each.getJMSExpiration()).isEqualTo(sent.getJMSTimestamp() + 60_000);
        }
    }

    @Test
    @Section("3.4.12")
    void nobodyOverridesWhatTheClientAskedFor() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Message message = context.createMessage();
        context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT).setPriority(0).setTimeToLive(77_000)
                .setDeliveryDelay(1).send(queue, message);
        try (JMSConsumer consumer = context.createConsumer(queue)) {
            Message received = arrived(consumer.receive(SOON), Message.class);
            assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
            assertThat(received.getJMSPriority()).isZero();
            assertThat(received.getJMSExpiration() - received.getJMSTimestamp()).isEqualTo(77_000);
            assertThat(received.getJMSDeliveryTime() - received.getJMSTimestamp()).isEqualTo(1);
        }
    }

    @Test
    @Section("3.4.13")
    void theDeliveryTimeCountsFromTheSendAndIsTheSameForAll() throws Exception {
        Topic topic = session.createTopic("later");
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED);
                MessageConsumer one = session.createConsumer(topic);
                MessageConsumer two = session.createConsumer(topic);
                MessageProducer producer = work.createProducer(topic)) {
            producer.setDeliveryDelay(15);
            Message message = work.createMessage();
            producer.send(message);
            assertThat(message.getJMSDeliveryTime()).isEqualTo(message.getJMSTimestamp() + 15);
            work.commit();
            long expected = message.getJMSDeliveryTime();
            assertThat(arrived(one.receive(SOON), Message.class).getJMSDeliveryTime()).isEqualTo(expected);
            assertThat(arrived(two.receive(SOON), Message.class).getJMSDeliveryTime()).isEqualTo(expected);
            assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(expected);
        }
    }

    @Test
    @Section("3.4.13")
    void whatTheMessageSaysAboutItsDeliveryTimeIsIgnored() throws Exception {
        Message message = session.createMessage();
        message.setJMSDeliveryTime(Long.MAX_VALUE);
        send(message);
        assertThat(message.getJMSDeliveryTime()).isEqualTo(message.getJMSTimestamp());
        assertThat(take(queue).getJMSDeliveryTime()).isEqualTo(message.getJMSTimestamp());
    }
}
