// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns bodies into bytes and back. A byte says the type:
 *
 * <pre>
 *  0 empty
 *  1 text       text, be it null
 *  2 bytes      bytes with their number
 *  3 map        number of entries; each is a name (text) and a value
 *  4 stream     number of values; the values
 *  5 object     the serialised form, bytes with their number
 *  6 object     that was not set
 *  7 large      number of the body (1 or more), number of its bytes (1 or more)
 * </pre>
 */
final class BodyCodec {

    private static final int EMPTY = 0;
    private static final int TEXT = 1;
    private static final int BYTES = 2;
    private static final int MAP = 3;
    private static final int STREAM = 4;
    private static final int OBJECT = 5;
    private static final int NO_OBJECT = 6;
    private static final int LARGE = 7;

    /** A list is not made larger than this before its values are seen. */
    private static final int TRUSTED_CAPACITY = 256;

    private BodyCodec() {}

    static void encode(Body body, ByteWriter out) {
        if (body instanceof TextBody text) {
            out.putByte(TEXT);
            out.putText(text.text());
        } else if (body instanceof BytesBody bytes) {
            out.putByte(BYTES);
            ValueCodec.encode(bytes.bytes(), out);
        } else if (body instanceof MapBody map) {
            out.putByte(MAP);
            ValueCodec.encode(map.values(), out);
        } else if (body instanceof StreamBody stream) {
            out.putByte(STREAM);
            encode(stream.values(), out);
        } else if (body instanceof ObjectBody object) {
            encode(object, out);
        } else if (body instanceof LargeBody large) {
            encode(large, out);
        } else {
            out.putByte(EMPTY);
        }
    }

    static Body decode(ByteReader in) {
        byte type = in.getByte();
        return switch (type) {
            case EMPTY -> EmptyBody.INSTANCE;
            case TEXT -> new TextBody(in.getText());
            case BYTES -> new BytesBody(ValueCodec.decodeBytes(in));
            case MAP -> new MapBody(ValueCodec.decodeMap(in));
            case STREAM -> new StreamBody(decodeList(in));
            case OBJECT -> new ObjectBody(ValueCodec.decodeBytes(in));
            case NO_OBJECT -> new ObjectBody(null);
            case LARGE -> decodeLarge(in);
            default -> throw Malformed.because("there is no type of body with number " + type);
        };
    }

    private static void encode(ObjectBody object, ByteWriter out) {
        Bytes serialized = object.serialized();
        if (serialized == null) {
            out.putByte(NO_OBJECT);
        } else {
            out.putByte(OBJECT);
            ValueCodec.encode(serialized, out);
        }
    }

    /** The bytes themselves have gone before. */
    private static void encode(LargeBody large, ByteWriter out) {
        if (large.number() <= 0 || large.length() <= 0) {
            throw new ProviderException(ErrorCode.INTERNAL, "A large body was to be written that has not been sent.");
        }
        out.putByte(LARGE);
        out.putNumber(large.number());
        out.putNumber(large.length());
    }

    private static LargeBody decodeLarge(ByteReader in) {
        long number = in.getNumber();
        long length = in.getNumber();
        if (number <= 0 || length <= 0) {
            throw Malformed.because("its large body has number " + number + " and " + length + " bytes");
        }
        return new LargeBody(number, length, null);
    }

    private static void encode(List<Object> values, ByteWriter out) {
        out.putNumber(values.size());
        for (Object value : values) {
            ValueCodec.encode(value, out);
        }
    }

    private static List<Object> decodeList(ByteReader in) {
        int count = in.getCount();
        List<Object> values = new ArrayList<>(Math.min(count, TRUSTED_CAPACITY));
        for (int i = 0; i < count; i++) {
            values.add(ValueCodec.decode(in));
        }
        return values;
    }
}
