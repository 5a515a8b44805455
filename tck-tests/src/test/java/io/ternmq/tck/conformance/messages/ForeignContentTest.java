// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.12 What other providers' messages may contain and do")
@Section("3.12")
class ForeignContentTest extends Scene {

    /** A message of another provider: answers of its own for some methods, one of our messages behind the others. */
    private final class Stranger {

        private final Message inner;
        private final Map<String, Callable<@Nullable Object>> answers = new HashMap<>();

        Stranger(Message inner) {
            this.inner = inner;
        }

        Stranger answering(String method, Callable<@Nullable Object> answer) {
            answers.put(method, answer);
            return this;
        }

        <T extends Message> T as(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(ForeignContentTest.class.getClassLoader(), new Class<?>[] {type},
                    (proxy, method, arguments) -> answer(method, arguments)));
        }

        private @Nullable Object answer(Method method, Object @Nullable [] arguments) throws Throwable {
            Callable<@Nullable Object> own = answers.get(method.getName());
            if (own != null) {
                return own.call();
            }
            try {
                return method.invoke(inner, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }

    private Message foreign(String kind) throws JMSException {
        Class<? extends Message> type = switch (kind) {
            case "text" -> TextMessage.class;
            case "bytes" -> BytesMessage.class;
            case "map" -> MapMessage.class;
            case "stream" -> StreamMessage.class;
            case "object" -> ObjectMessage.class;
            default -> Message.class;
        };
        return new Stranger(sample(session, kind)).as(type);
    }

    // --- everywhere ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("kinds")
    void itReachesEverySubscriberOfATopic(String kind) throws Exception {
        Topic topic = session.createTopic("t");
        try (MessageConsumer one = session.createConsumer(topic);
                MessageConsumer two = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(topic)) {
            Message message = foreign(kind);
            producer.send(message);
            assertThat(message.getJMSDestination()).isEqualTo(topic);
            Bodies.assertComplete(arrived(one.receive(SOON), Message.class));
            Bodies.assertComplete(arrived(two.receive(SOON), Message.class));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itIsSentInATransaction(String kind) throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = work.createProducer(queue)) {
            Message message = foreign(kind);
            producer.send(message);
            String id = message.getJMSMessageID();
            work.rollback();
            producer.send(message);
            work.commit();
            Message received = take(queue);
            Bodies.assertComplete(received);
            assertThat(received.getJMSMessageID()).isEqualTo(message.getJMSMessageID()).isNotEqualTo(id);
        }
        assertEmpty(queue);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aContextSendsItWithItsOwnHeadersOverIt(String kind) throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Message message = foreign(kind);
        message.setJMSType("message");
        context.createProducer().setJMSType("producer").setPriority(8).setProperty("p", 1L).send(queue, message);
        assertThat(message.getJMSPriority()).isEqualTo(8);
        Message received = take(queue);
        Bodies.assertComplete(received);
        assertThat(received.getJMSType()).isEqualTo("producer");
        assertThat(received.getLongProperty("p")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatItsOwnerDoesLaterDoesNotReachTheMessageSent(String kind) throws Exception {
        Message message = foreign(kind);
        message.setStringProperty("p", "before");
        send(message);
        message.clearBody();
        message.clearProperties();
        Message received = take(queue);
        Bodies.assertComplete(received);
        assertThat(received.getStringProperty("p")).isEqualTo("before");
    }

    @Test
    void itCanBeRepliedTo() throws Exception {
        Queue answers = session.createTemporaryQueue();
        Message request = foreign("text");
        request.setJMSReplyTo(answers);
        send(request);
        Message received = take(queue);
        try (MessageProducer producer = session.createProducer(received.getJMSReplyTo())) {
            Message answer = foreign("map");
            answer.setJMSCorrelationID(received.getJMSMessageID());
            producer.send(answer);
        }
        Message answer = take(answers);
        Bodies.assertComplete(answer);
        assertThat(answer.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
    }

    // --- properties ---------------------------------------------------------------------------------------------

    @Test
    @Section({"3.12", "3.5.9", "3.5.10"})
    void whatItsProviderSetForItselfStaysBehind() throws Exception {
        Map<String, Object> properties = Map.of("JMSXDeliveryCount", 7, "JMSXUserID", "them", "JMS_OTHER_Route", "x",
                "JMSXGroupID", "g", "JMSXGroupSeq", 3, "mine", true);
        Message message = new Stranger(session.createMessage())
                .answering("getPropertyNames", () -> Collections.enumeration(properties.keySet()))
                .answering("getObjectProperty", () -> null)
                .as(Message.class);
        Message withValues = (Message) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Message.class},
                (proxy, method, arguments) -> method.getName().equals("getObjectProperty")
                        ? properties.get((String) arguments[0])
                        : method.invoke(message, arguments));
        send(withValues);
        Message received = take(queue);
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
        assertThat(received.propertyExists("JMSXUserID")).isFalse();
        assertThat(received.propertyExists("JMS_OTHER_Route")).isFalse();
        assertThat(received.getStringProperty("JMSXGroupID")).isEqualTo("g");
        assertThat(received.getIntProperty("JMSXGroupSeq")).isEqualTo(3);
        assertThat(received.getBooleanProperty("mine")).isTrue();
    }

    @Test
    void aPropertyThatNoMessageCanHaveIsRefused() throws Exception {
        for (String odd : List.of("with space", "NULL", "")) {
            Message message = new Stranger(session.createMessage())
                    .answering("getPropertyNames", () -> Collections.enumeration(List.of(odd)))
                    .as(Message.class);
            assertThatThrownBy(() -> send(message)).isInstanceOfAny(MessageFormatException.class,
                    IllegalArgumentException.class);
        }
        Message list = new Stranger(session.createMessage())
                .answering("getPropertyNames", () -> Collections.enumeration(List.of("p")))
                .answering("getObjectProperty", () -> List.of(1))
                .as(Message.class);
        Refused.with(MessageFormatException.class, () -> send(list));
        assertEmpty(queue);
    }

    // --- headers ------------------------------------------------------------------------------------------------

    @Test
    @Section({"3.12", "3.4.5"})
    void bytesThatAreNoTextStayTheCorrelation() throws Exception {
        Message message = foreign("plain");
        message.setJMSCorrelationIDAsBytes(new byte[] {0, -1, -128});
        send(message);
        assertThat(take(queue).getJMSCorrelationIDAsBytes()).containsExactly(0, -1, -128);
    }

    @Test
    @Section({"3.12", "3.4.5"})
    void aProviderWithoutCorrelationBytesIsTakenByItsText() throws Exception {
        Message textOnly = new Stranger(session.createMessage())
                .answering("getJMSCorrelationIDAsBytes", () -> {
                    throw new UnsupportedOperationException("no bytes here");
                })
                .as(Message.class);
        send(textOnly);
        assertThat(take(queue).getJMSCorrelationID()).isNull();
        textOnly.setJMSCorrelationID("c\ufffd");
        send(textOnly);
        assertThat(take(queue).getJMSCorrelationID()).isEqualTo("c\ufffd");
    }

    @Test
    @Section({"3.12", "Message"})
    void aReplyDestinationThatNobodyCanNameIsLeftOut() throws Exception {
        Destination nameless = new Destination() {};
        Message message = new Stranger(session.createTextMessage("x")).answering("getJMSReplyTo", () -> nameless)
                .as(TextMessage.class);
        send(message);
        TextMessage received = arrived(take(queue), TextMessage.class);
        assertThat(received.getText()).isEqualTo("x");
        assertThat(received.getJMSReplyTo()).isNull();
    }

    // --- bodies -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"text", "bytes", "map", "stream", "object", "plain"})
    void anEmptyOneArrivesEmpty(String kind) throws Exception {
        Message message = foreign(kind);
        message.clearBody();
        send(message);
        Message received = take(queue);
        if (received instanceof StreamMessage stream) {
            assertThatThrownBy(stream::readObject).isInstanceOf(jakarta.jms.MessageEOFException.class);
        } else {
            assertThat(received.getBody(Thread.class)).isNull();
        }
    }

    @Test
    void bytesLongerThanOneReadArriveWhole() throws Exception {
        byte[] content = new byte[100_003];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i ^ (i >> 8));
        }
        BytesMessage inner = session.createBytesMessage();
        inner.writeBytes(content);
        send(new Stranger(inner).as(BytesMessage.class));
        assertThat(take(queue).getBody(byte[].class)).isEqualTo(content);
    }

    @Test
    void itsMapMayHoldOnlyWhatOursMay() throws Exception {
        MapMessage message = new Stranger(session.createMapMessage())
                .answering("getMapNames", () -> Collections.enumeration(List.of("odd")))
                .answering("getObject", Object::new)
                .as(MapMessage.class);
        Refused.with(MessageFormatException.class, () -> send(message));
        assertEmpty(queue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "bytes", "map", "stream", "object"})
    void oneThatFailsWhileItIsReadIsNotSent(String kind) throws Exception {
        Callable<@Nullable Object> failing = () -> {
            throw new MessageFormatException("on purpose");
        };
        Stranger stranger = new Stranger(sample(session, kind)).answering("getText", failing)
                .answering("readBytes", failing).answering("getMapNames", failing).answering("readObject", failing)
                .answering("getObject", failing);
        Message message = switch (kind) {
            case "text" -> stranger.as(TextMessage.class);
            case "bytes" -> stranger.as(BytesMessage.class);
            case "map" -> stranger.as(MapMessage.class);
            case "stream" -> stranger.as(StreamMessage.class);
            default -> stranger.as(ObjectMessage.class);
        };
        assertThatThrownBy(() -> send(message)).isInstanceOf(MessageFormatException.class).hasMessage("on purpose");
        assertEmpty(queue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "stream"})
    @Section({"3.12", "BytesMessage"})
    void aCompletionListenerReadsItFromItsBeginning(String kind) throws Exception {
        CompletableFuture<Message> told = new CompletableFuture<>();
        Message message = foreign(kind);
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message, new CompletionListener() {
                @Override
                public void onCompletion(Message sent) {
                    told.complete(sent);
                }

                @Override
                public void onException(Message sent, Exception exception) {
                    told.completeExceptionally(exception);
                }
            });
            Bodies.assertComplete(soon(told));
        }
        assertThat(message.getJMSMessageID()).isEqualTo(take(queue).getJMSMessageID());
    }
}
