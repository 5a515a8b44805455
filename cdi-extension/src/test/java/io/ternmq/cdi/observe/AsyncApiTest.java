// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.Declaration;
import io.ternmq.api.listen.Declaration.Direction;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.PayloadType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The description of a program, held against what AsyncAPI 3.0 demands of one. */
class AsyncApiTest {

    private static final AsyncApi HEAD =
            new AsyncApi("Shop", "1.2", List.of("tcp://guest:secret@broker.example:61616?password=secret"));

    /** How far an order is. */
    public enum Step { NEW, PAID }

    /** Contains itself. */
    public record Part(String name, List<Part> parts) {}

    /** Everything that has a shape. */
    public record Order(
            String id,
            long amount,
            Step step,
            Instant at,
            Optional<LocalDate> due,
            Map<String, Part> parts,
            Set<Integer> numbers) {}

    /** Of some type. */
    public record Page<T>(List<T> items) {}

    /** Properties by getters. */
    public static class Bill {
        /** The sum. */
        public int getSum() {
            return 0;
        }

        /** Whether somebody has paid. */
        public boolean isPaid() {
            return false;
        }
    }

    private static Declaration declared(
            String name, Direction direction, Channel channel, Type payload, @Nullable Type reply) {
        return new Declaration(name, direction, channel, payload, reply, null, null);
    }

    private static List<Declaration> program() {
        Type page = new PayloadType<Page<Order>>() {}.type();
        return List.of(
                declared("Shop.orders", Direction.SENDS, Channel.topic("orders.created"), Order.class, null),
                declared("Office.on", Direction.RECEIVES, Channel.topic("orders.*"), Order.class, null),
                declared("Office.page", Direction.RECEIVES, Channel.queue("pages"), page, Bill.class),
                declared("Office.raw", Direction.RECEIVES, Channel.queue("raw"), byte[].class, void.class),
                declared("Office.text", Direction.RECEIVES, Channel.queue("raw"), String.class, null));
    }

    private static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Test
    void hasTheStructureThatIsDemanded() {
        JsonObject document = parse(HEAD.describe(program()));

        assertThat(document.keySet())
                .isSubsetOf(
                        "asyncapi", "info", "defaultContentType", "servers", "channels", "operations", "components");
        assertThat(document.getString("asyncapi")).isEqualTo("3.0.0");
        assertThat(document.getJsonObject("info").getString("title")).isEqualTo("Shop");
        assertThat(document.getJsonObject("info").getString("version")).isEqualTo("1.2");
        document.getJsonObject("channels").values().forEach(channel -> assertThat(channel.asJsonObject().keySet())
                .isSubsetOf("address", "parameters", "messages", "x-destination"));
        document.getJsonObject("operations").values().forEach(value -> {
            JsonObject operation = value.asJsonObject();
            assertThat(operation.getString("action")).isIn("send", "receive");
            assertThat(operation.getJsonObject("channel").getString("$ref")).startsWith("#/channels/");
            String messages = operation.getJsonObject("channel").getString("$ref") + "/messages/";
            operation.getJsonArray("messages").forEach(message ->
                    assertThat(message.asJsonObject().getString("$ref")).startsWith(messages));
        });
        document.getJsonObject("components").getJsonObject("messages").values().forEach(message ->
                assertThat(message.asJsonObject().keySet()).isSubsetOf("name", "contentType", "payload"));
    }

    @Test
    void hasNoReferenceToNothing() {
        JsonObject document = parse(HEAD.describe(program()));

        List<String> references = references(document);
        assertThat(references).hasSizeGreaterThan(15);
        assertThat(references).allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(((JsonStructure) document).getValue(reference.substring(1))).isNotNull();
        });
    }

    private static List<String> references(JsonValue value) {
        List<String> found = new ArrayList<>();
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                if (name.equals("$ref")) {
                    found.add(((JsonString) member).getString());
                }
                found.addAll(references(member));
            });
        } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
            value.asJsonArray().forEach(item -> found.addAll(references(item)));
        }
        return Collections.unmodifiableList(found);
    }

    @Test
    void describesTypesAsJsonBindingWritesThem() {
        JsonObject schemas =
                parse(HEAD.describe(program())).getJsonObject("components").getJsonObject("schemas");

        assertThat(schemas.keySet()).containsExactly("Bill", "Order", "Page_Order", "Part", "Step");
        assertThat(schemas.getJsonObject("Order").getJsonObject("properties").toString())
                .isEqualTo("{\"amount\":{\"type\":\"integer\",\"format\":\"int64\"},"
                        + "\"at\":{\"type\":\"string\",\"format\":\"date-time\"},"
                        + "\"due\":{\"type\":\"string\",\"format\":\"date\"},"
                        + "\"id\":{\"type\":\"string\"},"
                        + "\"numbers\":{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"format\":\"int32\"},"
                        + "\"uniqueItems\":true},"
                        + "\"parts\":{\"type\":\"object\","
                        + "\"additionalProperties\":{\"$ref\":\"#/components/schemas/Part\"}},"
                        + "\"step\":{\"$ref\":\"#/components/schemas/Step\"}}");
        assertThat(schemas.getJsonObject("Part").toString())
                .contains("\"items\":{\"$ref\":\"#/components/schemas/Part\"}");
        assertThat(schemas.getJsonObject("Step").toString())
                .isEqualTo("{\"type\":\"string\",\"enum\":[\"NEW\",\"PAID\"]}");
        assertThat(schemas.getJsonObject("Bill").getJsonObject("properties").keySet()).containsExactly("paid", "sum");
        assertThat(schemas.getJsonObject("Page_Order").toString()).contains("#/components/schemas/Order");
    }

    @Test
    void describesPatternsRepliesAndBodiesThatAreNoJson() {
        JsonObject document = parse(HEAD.describe(program()));

        JsonObject pattern = document.getJsonObject("channels").getJsonObject("topic.orders._");
        assertThat(pattern.getString("address")).isEqualTo("orders.{level1}");
        assertThat(pattern.getJsonObject("parameters").keySet()).containsExactly("level1");
        JsonObject reply = document.getJsonObject("operations").getJsonObject("Office.page").getJsonObject("reply");
        assertThat(reply.getJsonObject("address").getString("location")).isEqualTo("$message.header#/JMSReplyTo");
        assertThat(reply.getJsonObject("channel").getString("$ref")).isEqualTo("#/channels/queue.pages.reply");
        assertThat(document.getJsonObject("channels").getJsonObject("queue.pages.reply").isNull("address")).isTrue();
        JsonObject messages = document.getJsonObject("components").getJsonObject("messages");
        assertThat(messages.getJsonObject("Bytes").getString("contentType")).isEqualTo("application/octet-stream");
        assertThat(messages.getJsonObject("Text").getString("contentType")).isEqualTo("text/plain");
        assertThat(messages.getJsonObject("Empty").containsKey("payload")).isFalse();
    }

    @Test
    void tellsNoSecretAndTheSameInAnyOrder() {
        List<Declaration> reversed = new ArrayList<>(program());
        Collections.reverse(reversed);
        String text = HEAD.describe(program());

        assertThat(text).doesNotContain("secret").doesNotContain("guest");
        assertThat(parse(text).getJsonObject("servers").getJsonObject("broker").toString())
                .isEqualTo("{\"host\":\"broker.example:61616\",\"protocol\":\"tcp\"}");
        assertThat(HEAD.describe(reversed)).isEqualTo(text);
    }
}
