// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.policy.ClientPolicy;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of bodies: Camel chooses the type of message, and reads every type. */
class BodiesTest extends CamelGuest {

    BodiesTest() {
        super(ClientPolicy.DEFAULT.withTrustedClasses(List.of(Order.class.getName())));
    }

    @Test
    void choosesTheMessageTypeByTheBody() throws Exception {
        caller.sendBody("jms:out", "text");
        caller.sendBody("jms:out", new byte[] {1, 2});
        caller.sendBody("jms:out", Map.of("cups", 3));
        caller.sendBody("jms:out", new Order("o-1"));
        caller.sendBody("jms:out", null);

        assertThat(((TextMessage) take("out")).getText()).isEqualTo("text");
        assertThat(((BytesMessage) take("out")).getBody(byte[].class)).isEqualTo(new byte[] {1, 2});
        assertThat(((MapMessage) take("out")).getInt("cups")).isEqualTo(3);
        assertThat(((ObjectMessage) take("out")).getObject()).isEqualTo(new Order("o-1"));
        assertThat(take("out").getBody(Object.class)).isNull();
    }

    @Test
    void streamsBecomeBytesOrAStreamMessage() throws Exception {
        caller.sendBody("jms:out", stream("leaves"));
        caller.sendBody("jms:out?streamMessageTypeEnabled=true", stream("stems"));

        assertThat(((BytesMessage) take("out")).getBody(byte[].class)).asString(StandardCharsets.UTF_8)
                .isEqualTo("leaves");
        byte[] part = new byte[16];
        int count = ((StreamMessage) take("out")).readBytes(part);
        assertThat(new String(part, 0, count, StandardCharsets.UTF_8)).isEqualTo("stems");
    }

    @Test
    void messageTypeCanBeForced() {
        caller.sendBody("jms:out?jmsMessageType=Bytes", "text");
        caller.sendBody("jms:out?jmsMessageType=Text", "text".getBytes(StandardCharsets.UTF_8));

        assertThat(take("out")).isInstanceOf(BytesMessage.class);
        assertThat(take("out")).isInstanceOf(TextMessage.class);
    }

    @Test
    void everyTypePassesThroughARoute() throws Exception {
        route(routes -> routes.from("jms:in").to("jms:out"));
        try (JMSContext context = factory.createContext()) {
            context.createProducer()
                    .send(context.createQueue("in"), "text")
                    .send(context.createQueue("in"), new byte[] {1, 2})
                    .send(context.createQueue("in"), Map.of("cups", 3))
                    .send(context.createQueue("in"), new Order("o-1"))
                    .send(context.createQueue("in"), context.createMessage());
        }

        assertThat(take("out").getBody(String.class)).isEqualTo("text");
        assertThat(take("out").getBody(byte[].class)).isEqualTo(new byte[] {1, 2});
        assertThat(((MapMessage) take("out")).getInt("cups")).isEqualTo(3);
        assertThat(take("out").getBody(Order.class)).isEqualTo(new Order("o-1"));
        Message empty = take("out");
        assertThat(empty.isBodyAssignableTo(String.class)).isTrue();
        assertThat(empty.getBody(String.class)).isNull();
    }

    @Test
    void objectThatNobodyTrustsPassesUnread() throws Exception {
        route(routes -> routes.from("jms:in?mapJmsMessage=false").to("jms:out?forceSendOriginalMessage=true"));
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("in"), new Secret("s"));
        }

        ObjectMessage moved = (ObjectMessage) take("out");
        assertThatThrownBy(moved::getObject).isInstanceOf(MessageFormatException.class)
                .hasMessageContaining(Secret.class.getName());
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private record Order(String id) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    private record Secret(String id) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;
    }
}
