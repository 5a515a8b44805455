// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Guards the form of messages that are on disks already. */
class StoredMessageFormTest {

    static Stream<Arguments> forms() {
        Bytes bytes = Bytes.wrap(new byte[] {0, 1, 2, 3}, 1, 3);
        return Stream.of(
                form("0104047104700200 00", message()),
                form("0004047104700200 00", message().persistent(false)),
                form("0119047104700200 00", to(AddressKind.TOPIC).priority(9)),
                form("0120047104700200 00", to(AddressKind.TEMPORARY_QUEUE).priority(0)),
                form("0131047104700200 00", to(AddressKind.TEMPORARY_TOPIC).priority(1)),
                form(
                        "c104047104700214010e 00",
                        message().timestampMillis(10).expirationMillis(9).deliveryTimeMillis(17)),
                form("0304047104700200 010472 00", message().replyTo(Address.topic("r"))),
                form("0504047104700200 0463 00", message().correlationId("c")),
                form("0904047104700200 03010203 00", message().correlationBytes(bytes)),
                form("1104047104700200 0474 00", message().type("t")),
                form("2104047104700200 01046e0a0476 00", message().properties(PropertyMap.wrap(Map.of("n", "v")))),
                form("0104047104700200 011478797ae282ac", text("xyz\u20AC")),
                form("0104047104700200 010f003fd800", text("?\uD800")),
                form("0104047104700200 0100", text(null)),
                form("0104047104700200 0203010203", message().body(new BytesBody(bytes))),
                form("0104047104700200 0301046e0603", message().body(new MapBody(Map.of("n", -2)))),
                form("0104047104700200 04020001", message().body(new StreamBody(Arrays.asList(null, true)))),
                form("0104047104700200 0503010203", message().body(new ObjectBody(bytes))),
                form("0104047104700200 06", message().body(new ObjectBody(null))),
                form("0104047104700200 07058080808004", message().body(new LargeBody(5, 1L << 30, null))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isWrittenAndReadAsEver(String hex, FrozenMessage message) {
        ByteWriter out = new ByteWriter();
        MessageCodec.encode(message, out);

        assertThat(HexFormat.of().formatHex(out.toArray())).isEqualTo(hex);
        FrozenMessage read = MessageCodec.decode(new ByteReader(HexFormat.of().parseHex(hex)));
        assertThat(Facets.of(read)).isEqualTo(Facets.of(message));
    }

    private static Arguments form(String hex, FrozenMessageBuilder message) {
        return Arguments.of(hex.replace(" ", ""), message.build());
    }

    private static FrozenMessageBuilder message() {
        return to(AddressKind.QUEUE);
    }

    private static FrozenMessageBuilder text(@Nullable String text) {
        return message().body(new TextBody(text));
    }

    private static FrozenMessageBuilder to(AddressKind kind) {
        return FrozenMessage.to(Address.of(kind, "q"), new MessageId("p", 1));
    }
}
