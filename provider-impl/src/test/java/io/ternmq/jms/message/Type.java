// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import jakarta.jms.JMSException;
import java.util.Arrays;

/** The columns of the conversion tables: how a value is read from each carrier. */
@SuppressWarnings("ImmutableEnumChecker") // the readings are method references
enum Type {
    BOOLEAN(message -> message.getBooleanProperty("it"),
            message -> message.getBoolean("it"), TernStreamMessage::readBoolean),
    BYTE(message -> message.getByteProperty("it"),
            message -> message.getByte("it"), TernStreamMessage::readByte),
    SHORT(message -> message.getShortProperty("it"),
            message -> message.getShort("it"), TernStreamMessage::readShort),
    CHAR(message -> { throw new AssertionError("no such property"); },
            message -> message.getChar("it"), TernStreamMessage::readChar),
    INT(message -> message.getIntProperty("it"),
            message -> message.getInt("it"), TernStreamMessage::readInt),
    LONG(message -> message.getLongProperty("it"),
            message -> message.getLong("it"), TernStreamMessage::readLong),
    FLOAT(message -> message.getFloatProperty("it"),
            message -> message.getFloat("it"), TernStreamMessage::readFloat),
    DOUBLE(message -> message.getDoubleProperty("it"),
            message -> message.getDouble("it"), TernStreamMessage::readDouble),
    TEXT(message -> message.getStringProperty("it"),
            message -> message.getString("it"), TernStreamMessage::readString),
    BYTES(message -> { throw new AssertionError("no such property"); },
            message -> message.getBytes("it"), Type::readBytes),
    OBJECT(message -> message.getObjectProperty("it"),
            message -> message.getObject("it"), TernStreamMessage::readObject);

    private final Reading<TernMessage> property;
    private final Reading<TernMapMessage> map;
    private final Reading<TernStreamMessage> stream;

    Type(Reading<TernMessage> property, Reading<TernMapMessage> map, Reading<TernStreamMessage> stream) {
        this.property = property;
        this.map = map;
        this.stream = stream;
    }

    Object from(Carrier carrier, TernMessage message) throws JMSException {
        return switch (carrier) {
            case PROPERTY -> property.from(message);
            case MAP -> map.from((TernMapMessage) message);
            case STREAM -> stream.from((TernStreamMessage) message);
        };
    }

    private static byte[] readBytes(TernStreamMessage message) throws JMSException {
        byte[] buffer = new byte[100];
        int count = message.readBytes(buffer);
        return count < 0 ? null : Arrays.copyOf(buffer, count);
    }

    @FunctionalInterface
    private interface Reading<M> {
        Object from(M message) throws JMSException;
    }
}
