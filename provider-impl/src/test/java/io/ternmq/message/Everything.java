// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a message may hold, edges included; always the same. */
public final class Everything {

    private Everything() {}

    /** Values of every type. */
    public static List<Object> values() {
        return Arrays.asList(
                null, true, false, Byte.MIN_VALUE, Short.MIN_VALUE, Character.MAX_VALUE, '\uD800', Integer.MIN_VALUE,
                Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Float.NaN, Float.intBitsToFloat(0x7FC00001), -0f,
                Float.MIN_VALUE, Double.NaN, Double.longBitsToDouble(0xFFF8000000000BADL), -0d, Double.MAX_VALUE, "",
                "\uDC00\uD800", "?\uDC00", "\uD83D\uDE00", "\u0000", Bytes.EMPTY,
                Bytes.wrap(new byte[] {1, 2, 3, 4}, 1, 2));
    }

    /** The same values by name, the names not in alphabetical order, and one without. */
    public static Map<String, Object> named(List<Object> values) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Object value : values) {
            map.put("z" + (values.size() - map.size()), value);
        }
        map.put("", "no name");
        return map;
    }

    /** A durable message in which nothing is left out. */
    public static FrozenMessage inOneMessage() {
        return FrozenMessage.to(Address.queue("orders"), new MessageId("producer", 300))
                .timestampMillis(1_790_000_000_000L)
                .expirationMillis(1_790_000_060_000L)
                .deliveryTimeMillis(1_790_000_000_500L)
                .priority(7)
                .replyTo(Address.of(AddressKind.TEMPORARY_QUEUE, "answers"))
                .correlationId("correlation")
                .type("type")
                .properties(PropertyMap.wrap(named(values())))
                .body(new MapBody(named(values())))
                .build();
    }
}
