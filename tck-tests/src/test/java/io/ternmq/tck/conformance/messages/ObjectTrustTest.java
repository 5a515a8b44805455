// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.tck.conformance.Section;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("3.11 Objects of classes that the receiver trusts")
@Section({"3.11", "ObjectMessage"})
class ObjectTrustTest extends Scene {

    /** A class of the program. */
    record Order(int number, List<String> lines) implements Serializable {}

    ObjectTrustTest() {
        super(ClientPolicy.DEFAULT.withTrustedClasses(
                List.of("java.lang.StringBuffer", "java.util.*", Order.class.getName())));
    }

    @Test
    void trustedObjectsArriveAndAreReadAnewEachTime() throws Exception {
        Order order = new Order(7, new ArrayList<>(List.of("a", "b")));
        ObjectMessage received = through(session.createObjectMessage(order), ObjectMessage.class);
        assertThat(received.getObject()).isEqualTo(order).isNotSameAs(received.getObject());
        assertThat(received.getBody(Order.class)).isEqualTo(order);
        assertThat(received.isBodyAssignableTo(Map.class)).isFalse();
        assertThatThrownBy(() -> received.getBody(HashMap.class)).isInstanceOf(MessageFormatException.class);
    }

    @Test
    @SuppressWarnings("JdkObsolete") // a mutable object that programs do send
    void aBufferIsCopiedWhenItIsSet() throws Exception {
        StringBuffer text = new StringBuffer("This is");
        ObjectMessage message = session.createObjectMessage(text);
        text.append(" not");
        assertThat(through(message, ObjectMessage.class).getBody(StringBuffer.class)).hasToString("This is");
    }

    @Test
    void otherObjectsArriveButCannotBeRead() throws Exception {
        ObjectMessage received = through(session.createObjectMessage(new BigDecimal("1.5")), ObjectMessage.class);
        assertThat(received.isBodyAssignableTo(BigDecimal.class)).isFalse();
        assertThatThrownBy(received::getObject)
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("java.math.BigDecimal")
                .hasMessageContaining("trustedClasses");
        assertThat(received.getJMSMessageID()).isNotNull();
    }
}
