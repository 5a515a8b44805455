// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.tck.interop.Guest;
import io.ternmq.tck.interop.Heard;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jms.IllegalStateException;
import org.springframework.jms.InvalidSelectorException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.SimpleMessageListenerContainer;

/** {@link JmsTemplate} straight on the factory: a connection and a session for every call. */
class TemplateTest extends Guest {
    private final JmsTemplate template = new JmsTemplate(factory);

    TemplateTest() {
        super(ClientPolicy.DEFAULT.withTrustedClasses(List.of(Order.class.getName())));
        template.setReceiveTimeout(PATIENCE);
    }

    @Test
    void sendsAndReceivesAMessage() throws JMSException {
        template.send("orders", session -> {
            TextMessage message = session.createTextMessage("tea");
            message.setStringProperty("region", "north");
            return message;
        });

        Message received = template.receive("orders");

        assertThat(textOf(received)).isEqualTo("tea");
        assertThat(received.getStringProperty("region")).isEqualTo("north");
        assertThat(received.getJMSDestination()).hasToString(template.execute(
                session -> session.createQueue("orders"), false).toString());
    }

    @Test
    void convertsEachBodyThereAndBack() throws JMSException {
        template.convertAndSend("bodies", "text");
        template.convertAndSend("bodies", "bytes".getBytes(StandardCharsets.UTF_8));
        template.convertAndSend("bodies", Map.of("cups", 3, "kind", "green"));
        template.convertAndSend("bodies", new Order("o-1", 7));

        assertThat(template.receiveAndConvert("bodies")).isEqualTo("text");
        assertThat(template.receiveAndConvert("bodies")).isEqualTo("bytes".getBytes(StandardCharsets.UTF_8));
        assertThat(template.receiveAndConvert("bodies")).isEqualTo(Map.of("cups", 3, "kind", "green"));
        assertThat(template.receiveAndConvert("bodies")).isEqualTo(new Order("o-1", 7));
    }

    @Test
    void sendsEachBodyAsItsMessageType() {
        template.convertAndSend("types", "text");
        template.convertAndSend("types", new byte[] {1});
        template.convertAndSend("types", Map.of());
        template.convertAndSend("types", new Order("o-1", 7));

        assertThat(template.receive("types")).isInstanceOf(TextMessage.class);
        assertThat(template.receive("types")).isInstanceOf(BytesMessage.class);
        assertThat(template.receive("types")).isInstanceOf(MapMessage.class);
        assertThat(template.receive("types")).isInstanceOf(ObjectMessage.class);
    }

    @Test
    void postProcessorChangesHeadersBeforeTheSend() throws JMSException {
        template.convertAndSend("headers", "tea", message -> {
            message.setJMSCorrelationID("c-1");
            message.setJMSType("drink");
            message.setIntProperty("cups", 3);
            return message;
        });

        Message received = template.receive("headers");

        assertThat(received.getJMSCorrelationID()).isEqualTo("c-1");
        assertThat(received.getJMSType()).isEqualTo("drink");
        assertThat(received.getIntProperty("cups")).isEqualTo(3);
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
    }

    @Test
    void explicitQualityOfServiceReachesTheReceiver() throws JMSException {
        template.setExplicitQosEnabled(true);
        template.setPriority(8);
        template.setDeliveryPersistent(false);
        template.setTimeToLive(60_000);
        template.convertAndSend("quality", "tea");

        Message received = template.receive("quality");

        assertThat(received.getJMSPriority()).isEqualTo(8);
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(received.getJMSExpiration()).isEqualTo(received.getJMSTimestamp() + 60_000);
    }

    @Test
    void priorityDecidesTheOrderAndDelayHoldsBack() throws JMSException {
        template.setExplicitQosEnabled(true);
        template.convertAndSend("order", "plain");
        template.setPriority(9);
        template.convertAndSend("order", "urgent");
        template.setDeliveryDelay(200);
        template.convertAndSend("order", "late");

        assertThat(template.receiveAndConvert("order")).isEqualTo("urgent");
        assertThat(template.receiveAndConvert("order")).isEqualTo("plain");
        Message late = template.receive("order");
        assertThat(textOf(late)).isEqualTo("late");
        assertThat(late.getJMSDeliveryTime()).isEqualTo(late.getJMSTimestamp() + 200);
    }

    @Test
    void receivesOnlyWhatASelectorWants() {
        for (int cups = 1; cups <= 3; cups++) {
            int number = cups;
            template.convertAndSend("selected", "tea" + cups, message -> {
                message.setIntProperty("cups", number);
                return message;
            });
        }

        assertThat(template.receiveSelectedAndConvert("selected", "cups = 2")).isEqualTo("tea2");
        assertThat(template.receiveSelectedAndConvert("selected", "cups > 1")).isEqualTo("tea3");
        assertThat(template.receiveAndConvert("selected")).isEqualTo("tea1");
    }

    @Test
    void returnsNothingWhereNothingMatches() throws JMSException {
        put("unmatched", "tea");
        template.setReceiveTimeout(JmsTemplate.RECEIVE_TIMEOUT_NO_WAIT);

        assertThat(template.receiveSelected("unmatched", "cups = 2")).isNull();
        assertThat(template.receive("nowhere")).isNull();
        assertThat(lyingIn("unmatched")).containsExactly("tea");
    }

    @Test
    void browsesWithoutTaking() throws JMSException {
        put("browsed", "a", "b", "c");

        List<String> texts = template.browse("browsed", (session, browser) -> textsOf(browser.getEnumeration()));
        List<String> urgent = template.browseSelected(
                "browsed", "JMSPriority > 4", (session, browser) -> textsOf(browser.getEnumeration()));

        assertThat(texts).containsExactly("a", "b", "c");
        assertThat(urgent).isEmpty();
        assertThat(lyingIn("browsed")).containsExactly("a", "b", "c");
    }

    @Test
    void requestWaitsForItsReplyOnATemporaryQueue() throws JMSException {
        answerOne("questions", "re: ");

        Message reply = template.sendAndReceive("questions", session -> session.createTextMessage("tea?"));

        assertThat(textOf(reply)).isEqualTo("re: tea?");
        assertThat(reply.getJMSDestination()).isInstanceOf(jakarta.jms.TemporaryQueue.class);
    }

    @Test
    void requestWithoutAReplyEndsWithNothing() throws JMSException {
        template.setReceiveTimeout(BRIEFLY);

        assertThat(template.sendAndReceive("unheard", session -> session.createTextMessage("tea?"))).isNull();
        assertThat(lyingIn("unheard")).containsExactly("tea?");
    }

    @Test
    void publishesToATopicWithPubSubDomain() throws Exception {
        Heard<String> heard = new Heard<>();
        SimpleMessageListenerContainer container = Containers.simple(factory, "news", heard);
        container.setPubSubDomain(true);
        closing(Containers.running(container));

        template.setPubSubDomain(true);
        template.convertAndSend("news", "hello");

        assertThat(heard.next()).isEqualTo("hello");
        assertThat(lyingIn("news")).as("a queue of the topic's name").isEmpty();
    }

    @Test
    void transactedSessionCommitsEachCall() throws JMSException {
        template.setSessionTransacted(true);
        template.convertAndSend("committed", "tea");

        assertThat(lyingIn("committed")).containsExactly("tea");
        assertThat(template.receiveAndConvert("committed")).isEqualTo("tea");
        assertThat(leftIn("committed")).isEmpty();
    }

    @Test
    void clientAcknowledgeSessionAcknowledgesEachCall() throws JMSException {
        put("acknowledged", "a", "b");
        template.setSessionAcknowledgeMode(Session.CLIENT_ACKNOWLEDGE);

        assertThat(template.receiveAndConvert("acknowledged")).isEqualTo("a");
        assertThat(lyingIn("acknowledged")).containsExactly("b");
    }

    @Test
    void callbacksWorkWithSessionAndProducer() throws JMSException {
        template.execute("called", (session, producer) -> {
            producer.send(session.createTextMessage("one"));
            producer.send(session.createTextMessage("two"));
            return 2;
        });

        assertThat(lyingIn("called")).containsExactly("one", "two");
    }

    @Test
    void messageIdAndTimestampCanBeLeftOut() throws JMSException {
        template.setMessageIdEnabled(false);
        template.setMessageTimestampEnabled(false);
        template.convertAndSend("plain", "tea");

        Message received = template.receive("plain");

        assertThat(textOf(received)).isEqualTo("tea");
        assertThat(received.getJMSTimestamp()).isZero();
    }

    @Test
    void exceptionsAreTranslatedByTheirStandardClass() {
        assertThatThrownBy(() -> template.receiveSelected("refused", "cups = ="))
                .isInstanceOf(InvalidSelectorException.class)
                .hasCauseInstanceOf(jakarta.jms.InvalidSelectorException.class);
        assertThatThrownBy(() -> template.execute(session -> {
            session.commit();
            return session;
        })).isInstanceOf(IllegalStateException.class);
    }

    private static List<String> textsOf(Enumeration<?> messages) throws JMSException {
        List<String> texts = new ArrayList<>();
        while (messages.hasMoreElements()) {
            texts.add(((TextMessage) messages.nextElement()).getText());
        }
        return texts;
    }

    private record Order(String id, int cups) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;
    }
}
