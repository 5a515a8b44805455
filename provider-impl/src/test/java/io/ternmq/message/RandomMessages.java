// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Messages of every shape, the same ones for the same seed. */
public final class RandomMessages {

    private static final String ODD_CHARACTERS =
            "?\u0000\u007F\u0080\u00E4\u07FF\u0800\uFFFD\uFFFF\uD83D\uDE00\uD800\uDC00";
    private static final long[] ODD_NUMBERS = {
        0, 1, -1, 63, 64, -64, -65, 127, 128, -128, 255, 256, Short.MIN_VALUE, Short.MAX_VALUE, Integer.MIN_VALUE,
        Integer.MAX_VALUE, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE
    };
    private static final long[] ODD_BITS = {
        0, 1L << 63, 0x7FF0000000000000L, 0x7FF8000000000000L, 0x7FF8000000000001L, 0xFFF8000000000BADL, 1
    };
    private static final int[] ODD_FLOAT_BITS = {0, 1 << 31, 0x7F800000, 0x7FC00000, 0x7FC00001, 0xFFC00BAD, 1};

    private final Random random;

    /** Makes the messages of a source of chance. */
    public RandomMessages(Random random) {
        this.random = random;
    }

    /** The next message. */
    public FrozenMessage next() {
        FrozenMessageBuilder message = FrozenMessage.to(address(), new MessageId(text(), number()))
                .priority(random.nextInt(10))
                .persistent(random.nextBoolean())
                .properties(PropertyMap.wrap(map(random.nextInt(5))))
                .body(body());
        if (random.nextBoolean()) {
            message.timestampMillis(number());
        }
        if (random.nextBoolean()) {
            message.expirationMillis(number());
        }
        if (random.nextBoolean()) {
            message.deliveryTimeMillis(number());
        }
        if (random.nextBoolean()) {
            message.replyTo(address());
        }
        switch (random.nextInt(3)) {
            case 0 -> message.correlationId(text());
            case 1 -> message.correlationBytes(bytes());
            default -> message.correlationId(null);
        }
        return message.type(random.nextBoolean() ? text() : null).build();
    }

    /** A message that is durable and goes to a durable place. */
    public FrozenMessage nextDurable() {
        return next().toBuilder().persistent(true).build().redirectedTo(Address.queue(text()), map(1));
    }

    /** An address of any kind. */
    public Address address() {
        AddressKind[] kinds = AddressKind.values();
        return Address.of(kinds[random.nextInt(kinds.length)], text());
    }

    /** A text, empty, short or long, now and then with what is hard to write. */
    public String text() {
        int length = random.nextInt(20) == 0 ? random.nextInt(3000) : random.nextInt(12);
        boolean odd = random.nextInt(3) == 0;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            boolean oddHere = odd && random.nextInt(3) == 0;
            text.append(oddHere
                    ? ODD_CHARACTERS.charAt(random.nextInt(ODD_CHARACTERS.length()))
                    : (char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    /** A number, often at an edge. */
    public long number() {
        return switch (random.nextInt(4)) {
            case 0 -> ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)];
            case 1 -> random.nextLong();
            case 2 -> 1_700_000_000_000L + random.nextInt();
            default -> random.nextInt(1000);
        };
    }

    /** A stretch of bytes somewhere in an array. */
    public Bytes bytes() {
        byte[] array = new byte[random.nextInt(10) == 0 ? random.nextInt(3000) : random.nextInt(12)];
        random.nextBytes(array);
        int from = random.nextInt(array.length + 1);
        return Bytes.wrap(array, from, random.nextInt(array.length - from + 1));
    }

    private Body body() {
        return switch (random.nextInt(9)) {
            case 0 -> EmptyBody.INSTANCE;
            case 1 -> new TextBody(text());
            case 2 -> new TextBody(null);
            case 3 -> new BytesBody(bytes());
            case 4 -> new MapBody(map(random.nextInt(90)));
            case 5 -> new StreamBody(list());
            case 6 -> new ObjectBody(bytes());
            case 7 -> new LargeBody(1L + random.nextInt(1_000_000), 1 + (number() & Long.MAX_VALUE >> 1), null);
            default -> new ObjectBody(null);
        };
    }

    private Map<String, Object> map(int size) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            values.put(text(), value());
        }
        return values;
    }

    private List<Object> list() {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(300); i > 0; i--) {
            values.add(value());
        }
        return values;
    }

    private @Nullable Object value() {
        return switch (random.nextInt(11)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> (byte) number();
            case 3 -> (short) number();
            case 4 -> (char) number();
            case 5 -> (int) number();
            case 6 -> number();
            case 7 -> Float.intBitsToFloat(ODD_FLOAT_BITS[random.nextInt(ODD_FLOAT_BITS.length)]);
            case 8 -> Double.longBitsToDouble(ODD_BITS[random.nextInt(ODD_BITS.length)]);
            case 9 -> text();
            default -> bytes();
        };
    }
}
