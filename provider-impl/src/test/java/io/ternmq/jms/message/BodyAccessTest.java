// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code getBody} and {@code isBodyAssignableTo}, for every type in every state. */
class BodyAccessTest {

    private static final List<Class<?>> TYPES = List.of(
            Object.class, String.class, CharSequence.class, Serializable.class, byte[].class, Map.class, HashMap.class,
            Cloneable.class, Integer.class, int.class);

    @Test
    void withoutABodyEveryTypeWillDo() throws JMSException {
        TernBytesMessage read = new TernBytesMessage();
        read.reset();
        for (TernMessage message : List.of(
                new TernMessage(), new TernTextMessage(), new TernBytesMessage(), read, new TernMapMessage(),
                new TernObjectMessage())) {
            for (Class<?> type : TYPES) {
                assertThat(message.isBodyAssignableTo(type)).as("%s of %s", type, message.getClass()).isTrue();
                assertThat((Object) message.getBody(type)).isNull();
                assertThat((Object) Samples.passed(message).getBody(type)).isNull();
            }
        }
    }

    @Test
    void aTextIsWhateverAStringIs() throws JMSException {
        check(new TernTextMessage("hello"), "hello",
                Object.class, String.class, CharSequence.class, Serializable.class);
    }

    @Test
    void bytesAreAnArrayOrAnObject() throws JMSException {
        TernBytesMessage message = new TernBytesMessage();
        message.writeBytes(new byte[] {1, 2});

        check(message, new byte[] {1, 2}, Object.class, byte[].class);
    }

    @Test
    void aMapIsAMapOrAnObject() throws JMSException {
        TernMapMessage message = new TernMapMessage();
        message.setInt("a", 1);

        check(message, Map.of("a", 1), Object.class, Map.class);
    }

    @Test
    void anObjectIsWhateverItsClassIs() throws JMSException {
        TernObjectMessage message = new TernObjectMessage();
        message.setObject(new HashMap<>(Map.of("a", 1)));

        check(message, Map.of("a", 1), Object.class, Serializable.class, Map.class, HashMap.class, Cloneable.class);
    }

    @Test
    void aStreamIsNeverReturnedAsAWhole() throws JMSException {
        TernStreamMessage message = new TernStreamMessage();
        for (Class<?> type : TYPES) {
            assertThat(message.isBodyAssignableTo(type)).isFalse();
            assertThatThrownBy(() -> message.getBody(type)).isInstanceOf(MessageFormatException.class);
            assertThatThrownBy(() -> Samples.passed(message).getBody(type)).isInstanceOf(MessageFormatException.class);
        }
    }

    @Test
    void returningBytesResetsBeforeAndAfter() throws JMSException {
        TernBytesMessage message = new TernBytesMessage();
        message.writeInt(7);

        assertThat(message.getBody(byte[].class)).containsExactly(0, 0, 0, 7);
        assertThatThrownBy(() -> message.writeInt(1)).isInstanceOf(MessageNotWriteableException.class);
        assertThat(message.readInt()).isEqualTo(7);
        assertThat(message.getBody(byte[].class)).hasSize(4);
        assertThat(message.readInt()).isEqualTo(7);
    }

    @Test
    void aTypeThatDoesNotFitLeavesBytesAsTheyWere() throws JMSException {
        TernBytesMessage message = new TernBytesMessage();
        message.writeInt(7);

        assertThatThrownBy(() -> message.getBody(String.class)).isInstanceOf(MessageFormatException.class);
        assertThat(message.isBodyAssignableTo(byte[].class)).isTrue();

        message.writeInt(8);
    }

    @Test
    void anObjectThatCannotBeReadIsAssignableToNothing() throws JMSException {
        TernObjectMessage message = new TernObjectMessage();
        message.setObject(new HashMap<>());
        TernObjectMessage arrived = Samples.passed(message);

        assertThat(arrived.isBodyAssignableTo(Object.class)).isFalse();
        assertThatThrownBy(() -> arrived.getBody(Object.class)).isInstanceOf(MessageFormatException.class);
    }

    private static void check(TernMessage message, Object body, Class<?>... possible) throws JMSException {
        List<Class<?>> allowed = List.of(possible);
        for (Class<?> type : TYPES) {
            assertThat(message.isBodyAssignableTo(type)).as("%s", type).isEqualTo(allowed.contains(type));
            if (allowed.contains(type)) {
                assertThat((Object) message.getBody(type)).isEqualTo(body).isInstanceOf(type);
            } else {
                assertThatThrownBy(() -> message.getBody(type)).isInstanceOf(MessageFormatException.class);
            }
        }
    }
}
