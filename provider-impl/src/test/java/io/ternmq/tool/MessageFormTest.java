// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ternmq.message.Address;
import io.ternmq.message.Body;
import io.ternmq.message.Bytes;
import io.ternmq.message.BytesBody;
import io.ternmq.message.EmptyBody;
import io.ternmq.message.Everything;
import io.ternmq.message.Facets;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.message.MapBody;
import io.ternmq.message.MessageId;
import io.ternmq.message.ObjectBody;
import io.ternmq.message.PropertyMap;
import io.ternmq.message.RandomMessages;
import io.ternmq.message.StreamBody;
import io.ternmq.message.TextBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFormTest {

    private static final Address QUEUE = Address.queue("orders");
    private static final MessageId SPARE = new MessageId("spare", 1);

    @Test
    void looksLikeThis() {
        FrozenMessage message = FrozenMessage.to(QUEUE, new MessageId("p.1", 7))
                .timestampMillis(1_790_000_000_000L)
                .expirationMillis(1_790_000_060_000L)
                .deliveryTimeMillis(1_790_000_000_500L)
                .priority(9)
                .type("order")
                .correlationId("c")
                .replyTo(Address.topic("answers"))
                .properties(PropertyMap.wrap(Map.of("count", 5)))
                .body(new TextBody("hello"))
                .build();
        assertThat(write(message)).isEqualTo("{\"id\":\"ID:p.1-7\",\"destination\":\"queue://orders\","
                + "\"timestamp\":1790000000000,\"expiration\":1790000060000,\"deliveryTime\":1790000000500,"
                + "\"priority\":9,\"persistent\":true,\"type\":\"order\",\"correlationId\":\"c\","
                + "\"replyTo\":\"topic://answers\",\"properties\":{\"count\":{\"int\":5}},"
                + "\"body\":{\"text\":\"hello\"}}");
    }

    @Test
    void bodiesLookLikeThis() {
        Bytes bytes = Bytes.copyOf(new byte[] {0, 1, -1});
        assertThat(bodyOf(EmptyBody.INSTANCE)).isEqualTo("{\"empty\":null}");
        assertThat(bodyOf(new TextBody(null))).isEqualTo("{\"text\":null}");
        assertThat(bodyOf(new BytesBody(bytes))).isEqualTo("{\"bytes\":\"AAH/\"}");
        assertThat(bodyOf(new ObjectBody(bytes))).isEqualTo("{\"object\":\"AAH/\"}");
        assertThat(bodyOf(new ObjectBody(null))).isEqualTo("{\"object\":null}");
        assertThat(bodyOf(new MapBody(Map.of("a", 'x')))).isEqualTo("{\"map\":{\"a\":{\"char\":\"x\"}}}");
        assertThat(bodyOf(new StreamBody(List.of(true, (byte) 1, (short) 2, 3, 4L, 1.5f, Double.NaN, "s", bytes))))
                .isEqualTo("{\"stream\":[{\"boolean\":true},{\"byte\":1},{\"short\":2},{\"int\":3},{\"long\":4},"
                        + "{\"float\":1.5},{\"double\":\"NaN\"},{\"string\":\"s\"},{\"bytes\":\"AAH/\"}]}");
    }

    @Test
    void keepsEveryTypeOfValueAndItsEdges() {
        Map<String, Object> properties = new LinkedHashMap<>(Everything.named(Everything.values()));
        properties.values().removeIf(value -> value instanceof Character || value instanceof Bytes);
        FrozenMessage message =
                Everything.inOneMessage().toBuilder().properties(PropertyMap.wrap(properties)).build();
        assertSameAfterwards(message, "everything");
    }

    @Test
    void keepsMessagesOfEveryShape() {
        for (long seed = 0; seed < 2_000; seed++) {
            assertSameAfterwards(asImported(new RandomMessages(new Random(seed)).next()), "seed " + seed);
        }
    }

    /** What cannot be in a store, or not be imported, is made so that it can. */
    private static FrozenMessage asImported(FrozenMessage any) {
        Map<String, Object> properties = any.properties().toMutableMap();
        properties.values().removeIf(value -> value instanceof Character || value instanceof Bytes);
        MessageId id = new MessageId(any.id().producer(), any.id().number() & 0xFFFF_FFFFL);
        return FrozenMessage.to(QUEUE, id)
                .timestampMillis(any.timestampMillis() & Long.MAX_VALUE)
                .expirationMillis(any.expirationMillis() & Long.MAX_VALUE)
                .deliveryTimeMillis(any.deliveryTimeMillis() & Long.MAX_VALUE)
                .priority(any.priority())
                .replyTo(any.replyTo())
                .correlationId(any.correlationId() instanceof String text ? text : null)
                .type(any.type())
                .properties(PropertyMap.wrap(properties))
                .body(any.body() instanceof LargeBody ? EmptyBody.INSTANCE : any.body())
                .build();
    }

    @Test
    void keepsACorrelationOfBytes() {
        FrozenMessage message = FrozenMessage.to(QUEUE, SPARE)
                .correlationBytes(Bytes.copyOf(new byte[] {1, 2}))
                .build();
        assertThat(write(message)).contains("\"correlationId\":{\"bytes\":\"AQI=\"}");
        assertSameAfterwards(message, "a correlation of bytes");
    }

    @Test
    void givesWhatIsLeftOutItsDefault() {
        FrozenMessage message = MessageReader.read("{}", QUEUE, SPARE);
        assertThat(message.id()).isEqualTo(SPARE);
        assertThat(message.priority()).isEqualTo(4);
        assertThat(message.isPersistent()).isTrue();
        assertThat(message.body()).isEqualTo(EmptyBody.INSTANCE);
        assertThat(message.properties().isEmpty()).isTrue();
        assertThat(message.timestampMillis()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "[]                                 |  1 | a message is an object",
        "{\"id\":\"x-1\"}                   |  7 | ID:<producer>-<number>",
        "{\"id\":\"ID:x\"}                  |  7 | ID:<producer>-<number>",
        "{\"id\":\"ID:x-y\"}                |  7 | ID:<producer>-<number>",
        "{\"prioritaet\":1}                 | 15 | a message has no \"prioritaet\"",
        "{\"priority\":10}                  | 13 | a whole number from 0 to 9",
        "{\"priority\":4.0}                 | 13 | a whole number from 0 to 9",
        "{\"priority\":-1}                  | 13 | a whole number from 0 to 9",
        "{\"timestamp\":9223372036854775808} | 14 | a whole number from 0",
        "{\"timestamp\":\"1\"}              | 14 | a whole number from 0",
        "{\"persistent\":false}             | 15 | only a persistent message stays",
        "{\"type\":1}                       |  9 | \"type\" is a string",
        "{\"replyTo\":\"orders\"}           | 12 | begins with queue://",
        "{\"properties\":[]}                | 15 | \"properties\" is an object",
        "{\"properties\":{\"a\":1}}         | 20 | one member that says the type",
        "{\"properties\":{\"a\":{\"int\":2147483648}}} | 27 | that is no int",
        "{\"properties\":{\"a\":{\"int\":1.0}}}  | 27 | that is no int",
        "{\"properties\":{\"a\":{\"byte\":128}}} | 28 | that is no byte",
        "{\"properties\":{\"a\":{\"char\":\"c\"}}} | 20 | no type \"char\" here",
        "{\"properties\":{\"a\":{\"double\":\"1\"}}} | 30 | that is no double",
        "{\"body\":\"x\"}                   |  9 | says the type",
        "{\"body\":{\"xml\":\"x\"}}         |  9 | there is no body \"xml\"",
        "{\"body\":{\"text\":1}}            | 17 | that is no string",
        "{\"body\":{\"bytes\":\"*\"}}       | 18 | that is no bytes",
        "{\"body\":{\"stream\":{}}}         | 19 | \"stream\" is an array",
        "{\"body\":{\"map\":{\"a\":{\"char\":\"cc\"}}}} | 29 | that is no char",
    })
    void refusesWhatIsNoMessageAndSaysWhere(String text, int column, String why) {
        JsonException refused =
                catchThrowableOfType(JsonException.class, () -> MessageReader.read(text, QUEUE, SPARE));
        assertThat(refused).as(text).isNotNull().hasMessageContaining(why);
        assertThat(refused.column()).isEqualTo(column);
    }

    private static void assertSameAfterwards(FrozenMessage message, String as) {
        FrozenMessage read = MessageReader.read(write(message), message.destination(), SPARE);
        assertThat(facetsOf(read)).as(as).isEqualTo(facetsOf(message));
    }

    /** The bits of what is no number say nothing that a program could rely on. */
    private static String facetsOf(FrozenMessage message) {
        return Facets.of(message)
                .replaceAll("Float [7f]fc0\\w{4}", "Float 7fc00000")
                .replaceAll("Double [7f]ff8\\w{12}", "Double 7ff8000000000000");
    }

    private static String write(FrozenMessage message) {
        JsonWriter out = new JsonWriter().open();
        MessageWriter.writeHead(message, out);
        out.name("body");
        MessageWriter.writeBody(message.body(), out);
        return out.close().toString();
    }

    private static String bodyOf(Body body) {
        JsonWriter out = new JsonWriter();
        MessageWriter.writeBody(body, out);
        return out.toString();
    }
}
