// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import java.nio.BufferUnderflowException;

/**
 * Turns messages into bytes and back, for stores and links. Without state; callable from any thread. A message that is
 * read again is the same in everything that can be asked of it, down to the order of properties and the bits of a NaN.
 *
 * <pre>
 *  1 byte   what is there  0x01 persistent     0x02 reply to    0x04 correlation text    0x08 correlation bytes
 *                          0x10 type           0x20 properties  0x40 expiration          0x80 delivery time
 *  1 byte   0x0F priority  0x30 kind of the destination (see {@link AddressCodec})       0xC0 zero; others are refused
 *  text     name of the destination
 *  text     prefix of the message's producer
 *  signed   number of the message
 *  signed   time stamp
 *  signed   expiration minus time stamp        if 0x40
 *  signed   delivery time minus time stamp     if 0x80
 *  address  reply to                           if 0x02
 *  text     correlation                        if 0x04
 *  bytes    correlation                        if 0x08
 *  text     type                               if 0x10
 *  map      properties                         if 0x20: number of entries; each is a name (text) and a value
 *  1 byte   type of the body, then the body
 * </pre>
 *
 * <p>Texts, numbers and bytes are those of {@link ByteWriter}; differences of times wrap around.
 */
public final class MessageCodec {

    private static final int PERSISTENT = 0x01;
    private static final int REPLY_TO = 0x02;
    private static final int CORRELATION_TEXT = 0x04;
    private static final int CORRELATION_BYTES = 0x08;
    private static final int TYPE = 0x10;
    private static final int PROPERTIES = 0x20;
    private static final int EXPIRATION = 0x40;
    private static final int DELIVERY_TIME = 0x80;

    private static final int PRIORITY = 0x0F;
    private static final int HIGHEST_PRIORITY = 9;
    private static final int KIND = 0x30;
    private static final int KIND_SHIFT = 4;
    private static final int UNUSED = 0xC0;

    private MessageCodec() {}

    /**
     * Writes a message behind what the writer holds.
     *
     * @throws io.ternmq.api.ProviderException with {@code MESSAGE_FORMAT} when a value is of none of the types that
     *         messages may hold, with {@code RESOURCE_LIMIT} when the message is too large to be written in one piece
     */
    public static void encode(FrozenMessage message, ByteWriter out) {
        int present = presentIn(message);
        out.putByte(present);
        Address destination = message.destination();
        out.putByte(message.priority() | AddressCodec.codeOf(destination.kind()) << KIND_SHIFT);
        out.putText(destination.name());
        out.putText(message.id().producer());
        out.putSigned(message.id().number());
        encodeTimes(message, present, out);
        encodeHeaders(message, out);
        if ((present & PROPERTIES) != 0) {
            ValueCodec.encode(message.properties().values(), out);
        }
        BodyCodec.encode(message.body(), out);
    }

    /**
     * Reads a message; what follows it stays in the reader. What is allocated is in proportion to the bytes at hand,
     * whatever they say. The message shares nothing with them.
     *
     * @throws io.ternmq.api.ProviderException with {@code MESSAGE_FORMAT} when the bytes are not a message
     */
    public static FrozenMessage decode(ByteReader in) {
        return decode(in, false);
    }

    /**
     * Reads a message out of bytes that have been checked, as those of a store are: the properties are read when
     * somebody asks for them, and that is when a fault in them shows.
     *
     * @throws io.ternmq.api.ProviderException as {@link #decode(ByteReader)}
     */
    public static FrozenMessage decodeChecked(ByteReader in) {
        return decode(in, true);
    }

    private static FrozenMessage decode(ByteReader in, boolean isChecked) {
        int start = in.position();
        try {
            return decodeWhole(in, isChecked);
        } catch (BufferUnderflowException e) {
            throw Malformed.because(
                    "a length or a number does not fit, " + (in.position() - start) + " bytes from its beginning and "
                            + in.remaining() + " before the end",
                    e);
        }
    }

    private static int presentIn(FrozenMessage message) {
        Object correlation = message.correlationId();
        return (message.isPersistent() ? PERSISTENT : 0)
                | (message.replyTo() != null ? REPLY_TO : 0)
                | (correlation instanceof String ? CORRELATION_TEXT : 0)
                | (correlation instanceof Bytes ? CORRELATION_BYTES : 0)
                | (message.type() != null ? TYPE : 0)
                | (message.properties().isEmpty() ? 0 : PROPERTIES)
                | (message.expirationMillis() != 0 ? EXPIRATION : 0)
                | (message.deliveryTimeMillis() != 0 ? DELIVERY_TIME : 0);
    }

    private static void encodeTimes(FrozenMessage message, int present, ByteWriter out) {
        long timestamp = message.timestampMillis();
        out.putSigned(timestamp);
        if ((present & EXPIRATION) != 0) {
            out.putSigned(message.expirationMillis() - timestamp);
        }
        if ((present & DELIVERY_TIME) != 0) {
            out.putSigned(message.deliveryTimeMillis() - timestamp);
        }
    }

    private static void encodeHeaders(FrozenMessage message, ByteWriter out) {
        Address replyTo = message.replyTo();
        if (replyTo != null) {
            AddressCodec.encode(replyTo, out);
        }
        Object correlation = message.correlationId();
        if (correlation instanceof String text) {
            out.putText(text);
        } else if (correlation instanceof Bytes bytes) {
            ValueCodec.encode(bytes, out);
        }
        if (message.type() != null) {
            out.putText(message.type());
        }
    }

    private static FrozenMessage decodeWhole(ByteReader in, boolean isChecked) {
        int present = in.getByte();
        int more = in.getByte();
        int priority = more & PRIORITY;
        if ((more & UNUSED) != 0 || priority > HIGHEST_PRIORITY) {
            throw Malformed.because("its second byte is 0x" + Integer.toHexString(more & 0xFF));
        }
        AddressKind kind = AddressCodec.kindOf((more & KIND) >> KIND_SHIFT);
        Address destination = Address.of(kind, in.getPresentText());
        MessageId id = new MessageId(in.getPresentText(), in.getSigned());
        FrozenMessageBuilder message = FrozenMessage.to(destination, id)
                .priority(priority)
                .persistent((present & PERSISTENT) != 0);
        decodeTimes(message, present, in);
        decodeHeaders(message, present, in);
        if ((present & PROPERTIES) != 0) {
            message.properties(
                    PropertyMap.wrap(isChecked ? ValueCodec.copyMap(in) : ValueCodec.decodeMap(in)));
        }
        return message.body(BodyCodec.decode(in)).build();
    }

    private static void decodeTimes(FrozenMessageBuilder message, int present, ByteReader in) {
        long timestamp = in.getSigned();
        message.timestampMillis(timestamp);
        if ((present & EXPIRATION) != 0) {
            message.expirationMillis(timestamp + in.getSigned());
        }
        if ((present & DELIVERY_TIME) != 0) {
            message.deliveryTimeMillis(timestamp + in.getSigned());
        }
    }

    private static void decodeHeaders(FrozenMessageBuilder message, int present, ByteReader in) {
        if ((present & REPLY_TO) != 0) {
            message.replyTo(AddressCodec.decode(in));
        }
        if ((present & CORRELATION_TEXT) != 0) {
            message.correlationId(in.getPresentText());
        }
        if ((present & CORRELATION_BYTES) != 0) {
            if ((present & CORRELATION_TEXT) != 0) {
                throw Malformed.because("it has two correlation identifiers");
            }
            message.correlationBytes(ValueCodec.decodeBytes(in));
        }
        if ((present & TYPE) != 0) {
            message.type(in.getPresentText());
        }
    }
}
