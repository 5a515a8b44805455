// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Seeds;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    private static final long NOW = 1_790_000_000_000L;

    @Test
    void readsEveryMessageAsItWas() {
        Seeds.each(seed -> {
            RandomMessages messages = new RandomMessages(new Random(seed));
            for (int i = 0; i < 25; i++) {
                assertRoundTrip(messages.next());
            }
        });
    }

    @Test
    void keepsEveryTypeOfValue() {
        List<Object> values = Everything.values();
        Map<String, Object> map = Everything.named(values);

        assertRoundTrip(plain().body(new StreamBody(values)).build());
        assertRoundTrip(plain().body(new MapBody(map)).properties(PropertyMap.wrap(map)).build());
        assertRoundTrip(Everything.inOneMessage());
    }

    @Test
    void keepsTimesThatAreFarApart() {
        long[] times = {0, 1, -1, NOW, Long.MIN_VALUE, Long.MAX_VALUE};
        for (long timestamp : times) {
            for (long expiration : times) {
                for (long delivery : times) {
                    assertRoundTrip(plain().timestampMillis(timestamp)
                            .expirationMillis(expiration)
                            .deliveryTimeMillis(delivery)
                            .build());
                }
            }
        }
    }

    @Test
    void keepsWhatIsEmptyApartFromWhatIsNotThere() {
        assertRoundTrip(plain().type("").correlationId("").body(new TextBody("")).build());
        assertRoundTrip(plain().correlationBytes(Bytes.EMPTY).body(new ObjectBody(Bytes.EMPTY)).build());
        assertRoundTrip(plain().body(new MapBody(Collections.emptyMap())).build());
        assertRoundTrip(plain().body(new StreamBody(List.of())).build());
        assertRoundTrip(plain().body(new BytesBody(Bytes.EMPTY)).replyTo(Address.topic("")).build());
    }

    @Test
    void keepsLargeBodies() {
        byte[] large = new byte[1 << 19];
        Arrays.fill(large, (byte) 0x9A);
        assertRoundTrip(plain().body(new BytesBody(Bytes.wrap(large, 0, large.length))).build());
        assertRoundTrip(plain().body(new TextBody("\u20AC?".repeat(200_000))).build());
        assertRoundTrip(plain().body(new TextBody("\uD800?".repeat(200_000))).build());
    }

    @Test
    void takesLittleBeyondTheBody() {
        FrozenMessage message = FrozenMessage.to(
                        Address.queue("orders"), new MessageId(UUID.randomUUID().toString(), 5_000_000))
                .timestampMillis(NOW)
                .expirationMillis(NOW + 86_400_000)
                .body(new TextBody("x".repeat(1024)))
                .build();

        assertThat(encode(message).length - 1024).isLessThanOrEqualTo(70);
    }

    @Test
    void leavesInTheReaderWhatFollows() {
        ByteWriter out = new ByteWriter();
        out.putByte(1);
        MessageCodec.encode(plain().body(new TextBody("first")).build(), out);
        MessageCodec.encode(plain().body(new TextBody("second")).build(), out);
        out.putByte(2);

        ByteReader in = new ByteReader(out.array(), 1, out.size() - 1);
        assertThat(MessageCodec.decode(in).body()).isEqualTo(new TextBody("first"));
        assertThat(MessageCodec.decode(in).body()).isEqualTo(new TextBody("second"));
        assertThat(in.remaining()).isEqualTo(1);
    }

    @Test
    void sharesNothingWithTheBytes() {
        byte[] bytes = encode(plain().body(new BytesBody(Bytes.copyOf(new byte[] {1, 2, 3}))).build());
        FrozenMessage read = MessageCodec.decode(new ByteReader(bytes));
        Arrays.fill(bytes, (byte) 0);

        assertThat(read.body()).isEqualTo(new BytesBody(Bytes.copyOf(new byte[] {1, 2, 3})));
    }

    @Test
    void refusesValuesThatAMessageCannotHold() {
        for (Object value : List.of(BigDecimal.ONE, Map.of())) {
            FrozenMessage message = plain().body(new StreamBody(List.of(value))).build();
            assertThatThrownBy(() -> MessageCodec.encode(message, new ByteWriter()))
                    .isInstanceOfSatisfying(
                            ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_FORMAT))
                    .hasMessageContaining(value.getClass().getName());
        }
    }

    private static FrozenMessageBuilder plain() {
        return FrozenMessage.to(Address.queue("q"), new MessageId("p", 1));
    }

    private static byte[] encode(FrozenMessage message) {
        ByteWriter out = new ByteWriter();
        MessageCodec.encode(message, out);
        return out.toArray();
    }

    private static void assertRoundTrip(FrozenMessage message) {
        byte[] bytes = encode(message);
        ByteReader in = new ByteReader(bytes);
        FrozenMessage read = MessageCodec.decode(in);
        assertThat(Facets.of(read)).isEqualTo(Facets.of(message));
        assertThat(in.remaining()).isZero();
        assertThat(encode(read)).isEqualTo(bytes);
    }
}
