// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("3.7 getBody and isBodyAssignableTo")
@Section({"3.7", "Message"})
class GetBodyTest extends Scene {

    private static void assertBody(Message message, Object expected, List<Class<?>> good, List<Class<?>> bad)
            throws JMSException {
        for (Class<?> type : good) {
            assertThat(message.isBodyAssignableTo(type)).as("assignable to %s", type).isTrue();
            assertThat(message.getBody(type)).as("as %s", type).isEqualTo(expected);
        }
        for (Class<?> type : bad) {
            assertThat(message.isBodyAssignableTo(type)).as("assignable to %s", type).isFalse();
            assertThatThrownBy(() -> message.getBody(type)).isInstanceOf(MessageFormatException.class);
        }
    }

    @Test
    void textIsAString() throws Exception {
        TextMessage message = session.createTextMessage("words");
        List<Class<?>> good = List.of(String.class, CharSequence.class, Object.class, Serializable.class);
        List<Class<?>> bad = List.of(Boolean.class, Map.class, byte[].class, StringBuilder.class);
        assertBody(message, "words", good, bad);
        assertBody(through(message, TextMessage.class), "words", good, bad);
    }

    @Test
    void aMapIsAMapOfItsOwn() throws Exception {
        MapMessage message = session.createMapMessage();
        message.setInt("int", 10);
        message.setBoolean("boolean", true);
        List<Class<?>> good = List.of(Map.class, Object.class);
        List<Class<?>> bad = List.of(HashMap.class, String.class, byte[].class);
        assertBody(message, Map.of("int", 10, "boolean", true), good, bad);
        assertBody(through(message, MapMessage.class), Map.of("int", 10, "boolean", true), good, bad);
    }

    @Test
    void bytesAreAnArrayAndResetBeforeAndAfter() throws Exception {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(new byte[] {1, 2, 3});
        List<Class<?>> good = List.of(byte[].class, Object.class);
        List<Class<?>> bad = List.of(String.class, StringBuffer.class, int[].class);
        assertThatThrownBy(() -> message.getBody(StringBuffer.class)).isInstanceOf(MessageFormatException.class);
        BytesMessage received = through(message, BytesMessage.class);
        assertThat(received.readByte()).isEqualTo((byte) 1);
        assertBody(received, new byte[] {1, 2, 3}, good, bad);
        assertThat(received.readByte()).isEqualTo((byte) 1);
        assertBody(message, new byte[] {1, 2, 3}, good, bad);
        assertThat(message.readByte()).isEqualTo((byte) 1);
    }

    @Test
    void anObjectIsWhatItIs() throws Exception {
        ObjectMessage message = session.createObjectMessage(12);
        List<Class<?>> good = List.of(Integer.class, Number.class, Comparable.class, Serializable.class, Object.class);
        List<Class<?>> bad = List.of(String.class, HashMap.class, Long.class);
        assertBody(message, 12, good, bad);
        assertBody(through(message, ObjectMessage.class), 12, good, bad);
    }

    @Test
    void aStreamIsNothing() throws Exception {
        StreamMessage message = Bodies.stream(session.createStreamMessage());
        List<Class<?>> bad = List.of(Object.class, HashMap.class, byte[].class);
        assertBody(message, "", List.of(), bad);
        assertBody(through(message, StreamMessage.class), "", List.of(), bad);
        assertBody(through(session.createStreamMessage(), StreamMessage.class), "", List.of(), bad);
    }

    @Test
    void withoutABodyAnyTypeWillDo() throws Exception {
        for (Message message : List.of(session.createMessage(), session.createTextMessage(), session.createMapMessage(),
                session.createBytesMessage(), session.createObjectMessage())) {
            for (Message each : List.of(message, through(message, Message.class))) {
                for (Class<?> type : List.<Class<?>>of(String.class, Map.class, byte[].class, Thread.class)) {
                    assertThat(each.isBodyAssignableTo(type)).isTrue();
                    assertThat(each.getBody(type)).isNull();
                }
            }
        }
    }
}
