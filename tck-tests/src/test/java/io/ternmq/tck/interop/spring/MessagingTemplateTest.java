// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.interop.Guest;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jms.core.JmsMessagingTemplate;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.support.JmsHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** {@link JmsMessagingTemplate}: Spring's own messages over Jakarta Messaging. */
class MessagingTemplateTest extends Guest {
    private final JmsMessagingTemplate template;

    MessagingTemplateTest() {
        JmsTemplate plain = new JmsTemplate(factory);
        plain.setReceiveTimeout(PATIENCE);
        template = new JmsMessagingTemplate(plain);
    }

    @Test
    void carriesPayloadAndHeaders() {
        template.send("orders", MessageBuilder.withPayload("tea")
                .setHeader("cups", 3)
                .setHeader("strong", true)
                .setHeader(JmsHeaders.CORRELATION_ID, "c-1")
                .setHeader(JmsHeaders.TYPE, "drink")
                .build());

        Message<?> received = Objects.requireNonNull(template.receive("orders"));

        assertThat(received.getPayload()).isEqualTo("tea");
        assertThat(received.getHeaders())
                .containsEntry("cups", 3)
                .containsEntry("strong", true)
                .containsEntry(JmsHeaders.CORRELATION_ID, "c-1")
                .containsEntry(JmsHeaders.TYPE, "drink")
                .containsEntry(JmsHeaders.PRIORITY, 4)
                .containsEntry(JmsHeaders.DELIVERY_MODE, 2)
                .containsEntry(JmsHeaders.REDELIVERED, false)
                .containsKeys(JmsHeaders.MESSAGE_ID, JmsHeaders.TIMESTAMP, JmsHeaders.DESTINATION);
    }

    @Test
    void convertsPayloads() {
        template.convertAndSend("orders", "tea", Map.of("cups", 3L));
        template.convertAndSend("orders", Map.of("kind", "green"));

        assertThat(template.receiveAndConvert("orders", String.class)).isEqualTo("tea");
        assertThat((Object) template.receiveAndConvert("orders", Map.class)).isEqualTo(Map.of("kind", "green"));
    }

    @Test
    void requestIsAnswered() {
        answerOne("questions", "re: ");

        assertThat(template.convertSendAndReceive("questions", "tea?", String.class)).isEqualTo("re: tea?");
    }
}
