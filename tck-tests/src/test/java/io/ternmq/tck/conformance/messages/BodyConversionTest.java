// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageFormatException;
import jakarta.jms.StreamMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("3.11.3 Conversions provided by StreamMessage and MapMessage")
@Section("3.11.3")
class BodyConversionTest extends Scene {

    private static final List<String> READERS =
            List.of("boolean", "byte", "short", "char", "int", "long", "float", "double", "String", "byte[]");

    /** What was written, and the only readers that may read it. */
    private static final Map<String, Set<String>> TABLE = table();

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        table.put("boolean", Set.of("boolean", "String"));
        table.put("byte", Set.of("byte", "short", "int", "long", "String"));
        table.put("short", Set.of("short", "int", "long", "String"));
        table.put("char", Set.of("char", "String"));
        table.put("int", Set.of("int", "long", "String"));
        table.put("long", Set.of("long", "String"));
        table.put("float", Set.of("float", "double", "String"));
        table.put("double", Set.of("double", "String"));
        table.put("String", Set.of("boolean", "byte", "short", "int", "long", "float", "double", "String"));
        table.put("byte[]", Set.of("byte[]"));
        return table;
    }

    static Set<String> written() {
        return TABLE.keySet();
    }

    private static Object value(String type) {
        return switch (type) {
            case "boolean" -> true;
            case "byte" -> (byte) 1;
            case "short" -> (short) 1;
            case "char" -> '1';
            case "int" -> 1;
            case "long" -> 1L;
            case "float" -> 1f;
            case "double" -> 1d;
            case "String" -> "1";
            default -> new byte[] {1};
        };
    }

    @ParameterizedTest
    @MethodSource("written")
    void aMapConvertsWhatTheTableAllowsAndRefusesTheRest(String type) throws Exception {
        MapMessage message = session.createMapMessage();
        message.setObject("v", value(type));
        MapMessage received = through(message, MapMessage.class);
        for (String reader : READERS) {
            if (TABLE.getOrDefault(type, Set.of()).contains(reader)) {
                assertOne(type, reader, get(received, reader));
            } else {
                assertThatThrownBy(() -> get(received, reader)).as("%s as %s", type, reader)
                        .isInstanceOf(MessageFormatException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("written")
    void aStreamConvertsWhatTheTableAllowsAndRefusesTheRest(String type) throws Exception {
        StreamMessage message = session.createStreamMessage();
        message.writeObject(value(type));
        StreamMessage received = through(message, StreamMessage.class);
        for (String reader : READERS) {
            if (TABLE.getOrDefault(type, Set.of()).contains(reader)) {
                assertOne(type, reader, read(received, reader));
                received.reset();
            } else {
                assertThatThrownBy(() -> read(received, reader)).as("%s as %s", type, reader)
                        .isInstanceOf(MessageFormatException.class);
            }
        }
    }

    private static void assertOne(String type, String reader, @Nullable Object read) {
        if (reader.equals("String")) {
            assertThat(read).isEqualTo(String.valueOf(value(type)));
        } else if (reader.equals("boolean")) {
            assertThat(read).isEqualTo(type.equals("boolean"));
        } else if (read instanceof Number number) {
            assertThat(number.doubleValue()).isEqualTo(1);
        } else {
            assertThat(read).isEqualTo(value(type));
        }
    }

    private static @Nullable Object get(MapMessage message, String reader) throws JMSException {
        return switch (reader) {
            case "boolean" -> message.getBoolean("v");
            case "byte" -> message.getByte("v");
            case "short" -> message.getShort("v");
            case "char" -> message.getChar("v");
            case "int" -> message.getInt("v");
            case "long" -> message.getLong("v");
            case "float" -> message.getFloat("v");
            case "double" -> message.getDouble("v");
            case "String" -> message.getString("v");
            default -> message.getBytes("v");
        };
    }

    private static @Nullable Object read(StreamMessage message, String reader) throws JMSException {
        return switch (reader) {
            case "boolean" -> message.readBoolean();
            case "byte" -> message.readByte();
            case "short" -> message.readShort();
            case "char" -> message.readChar();
            case "int" -> message.readInt();
            case "long" -> message.readLong();
            case "float" -> message.readFloat();
            case "double" -> message.readDouble();
            case "String" -> message.readString();
            default -> readArray(message);
        };
    }

    private static byte[] readArray(StreamMessage message) throws JMSException {
        byte[] one = new byte[1];
        assertThat(message.readBytes(one)).isEqualTo(1);
        return one;
    }
}
