// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Seeds;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WrittenValuesTest {

    private static final List<String> NAMES = List.of("plain", "Stra\u00DFe", "\u20AC uro", "\uD800alone", "");

    @Test
    void areTheSameWhenTheyAreReadLater() {
        Seeds.each(seed -> {
            RandomMessages messages = new RandomMessages(new Random(seed));
            for (int i = 0; i < 25; i++) {
                assertSame(messages.next());
            }
        });
    }

    @Test
    void areOfEveryTypeAndUnderEveryName() {
        Map<String, Object> values = new LinkedHashMap<>(Everything.named(Everything.values()));
        NAMES.forEach(name -> values.put(name, name));

        assertSame(plain().properties(PropertyMap.wrap(values)).build());
    }

    @Test
    void countTheirBytesWithoutBeingRead() {
        Map<String, Object> values = new LinkedHashMap<>(Everything.named(Everything.values()));
        NAMES.forEach(name -> values.put(name, name));

        assertThat(Values.sizeOf(copied(values))).isEqualTo(Values.sizeOf(values));
    }

    @Test
    void shareNothingWithTheBytes() {
        byte[] bytes = encode(plain().properties(PropertyMap.wrap(Map.of("a", "b"))).build());
        FrozenMessage read = MessageCodec.decodeChecked(new ByteReader(bytes));
        Arrays.fill(bytes, (byte) 0);

        assertThat(read.properties().get("a")).isEqualTo("b");
        assertThat(read.properties().get("b")).isNull();
    }

    @Test
    void cannotBeChanged() {
        Map<String, Object> values = copied(Map.of("a", 1));

        assertThatThrownBy(() -> values.put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> values.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(values).containsExactly(Map.entry("a", 1));
    }

    @Test
    void refuseANameThatStandsTwiceWhenTheyAreRead() {
        ByteWriter out = new ByteWriter();
        out.putNumber(2);
        for (int i = 0; i < 2; i++) {
            out.putText("a");
            ValueCodec.encode((Object) i, out);
        }
        Map<String, Object> values = ValueCodec.copyMap(new ByteReader(out.toArray()));

        assertThatThrownBy(() -> values.get("a"))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_FORMAT));
    }

    @Test
    void areRefusedWhenTheyAreNotWhole() {
        HostileBytes hostile = new HostileBytes(MessageCodec::decodeChecked, ErrorCode.MESSAGE_FORMAT);
        byte[] bytes = encode(Everything.inOneMessage());

        hostile.truncate(bytes);
        hostile.flipBits(bytes);
    }

    private static Map<String, Object> copied(Map<String, Object> values) {
        ByteWriter out = new ByteWriter();
        ValueCodec.encode(values, out);
        ByteReader in = new ByteReader(out.toArray());
        Map<String, Object> copy = ValueCodec.copyMap(in);
        assertThat(in.remaining()).isZero();
        return copy;
    }

    private static void assertSame(FrozenMessage message) {
        byte[] bytes = encode(message);
        FrozenMessage read = MessageCodec.decodeChecked(new ByteReader(bytes));
        assertThat(encode(read)).isEqualTo(bytes);
        assertThat(read.sizeBytes()).isEqualTo(message.sizeBytes());
        assertThat(read.properties()).isEqualTo(message.properties());
        assertThat(new ArrayList<>(read.properties().names()))
                .isEqualTo(new ArrayList<>(message.properties().names()));
        assertThat(Facets.of(read)).isEqualTo(Facets.of(message));
        assertThat(encode(read)).isEqualTo(bytes);
    }

    private static FrozenMessageBuilder plain() {
        return FrozenMessage.to(Address.queue("q"), new MessageId("p", 1));
    }

    private static byte[] encode(FrozenMessage message) {
        ByteWriter out = new ByteWriter();
        MessageCodec.encode(message, out);
        return out.toArray();
    }
}
