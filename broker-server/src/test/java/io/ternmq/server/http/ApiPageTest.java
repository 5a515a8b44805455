// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Asks a broker every example of the page, in the order in which they stand there. */
class ApiPageTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir", "")).toAbsolutePath()
            .resolveSibling("docs").resolve("http-api.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```http\n(\\S+) (\\S+)\n(\\{[^\n]*\n)?\n(.*?)```", Pattern.DOTALL);
    private static final int WIDTH = 110;

    /** Differ from run to run. */
    private static final Set<String> VOLATILE = Set.of("position", "messageId", "JMSMessageID", "JMSTimestamp",
            "timestampMillis", "oldestAgeMillis", "uptimeMillis", "sinceMillis", "memoryBytes", "bytes", "storeLatency",
            "acceptors", "version", "preparedMillis", "millis");

    @Test
    void everyExampleIsWhatTheBrokerSays() throws IOException {
        String page = Files.readString(PAGE);
        try (Site site = Site.open("name=ternmq", "destinations.orders.redelivery.max-delivery-attempts=1");
                JMSContext desk = site.context()) {
            prepare(desk);
            Doubt.number(131_077).prepare(site, context -> context.createTopic("news"));
            StringBuilder fresh = new StringBuilder();
            int done = 0;
            int count = 0;
            for (MatchResult example : EXAMPLE.matcher(page).results().toList()) {
                HttpResponse<String> reply = ask(site, example);
                if (!Boolean.getBoolean("ternmq.reference.write")) {
                    compare(example, reply);
                }
                fresh.append(page, done, example.start(4)).append(shown(reply));
                done = example.end(4);
                count++;
            }
            assertThat(page.split("```http", -1)).hasSize(count + 1);
            if (Boolean.getBoolean("ternmq.reference.write")) {
                Files.writeString(PAGE, fresh.append(page, done, page.length()).toString());
            }
        }
    }

    private static void prepare(JMSContext desk) {
        desk.setClientID("desk");
        JMSConsumer board = desk.createDurableConsumer(desk.createTopic("prices.eu"), "board");
        assertThat(board).isNotNull();
        desk.createProducer().send(desk.createQueue("orders"), "broken");
        try (JMSContext worker = desk.createContext(JMSContext.SESSION_TRANSACTED)) {
            assertThat(worker.createConsumer(worker.createQueue("orders")).receive(10_000)).isNotNull();
            worker.rollback();
        }
        for (String colour : List.of("blue", "red")) {
            desk.createProducer().setProperty("colour", colour)
                    .send(desk.createQueue("orders"), "two of the " + colour + " ones");
        }
    }

    private static HttpResponse<String> ask(Site site, MatchResult example) {
        String wish = example.group(3);
        HttpRequest.Builder request = site.request(example.group(2)).method(
                example.group(1), wish == null ? BodyPublishers.noBody() : BodyPublishers.ofString(wish));
        if (wish != null) {
            request.header("Content-Type", "application/json");
        }
        return site.ask(request);
    }

    private static void compare(MatchResult example, HttpResponse<String> reply) {
        String[] expected = example.group(4).split("\n", 2);
        String where = example.group(1) + ' ' + example.group(2);
        assertThat(reply.statusCode()).as(where).isEqualTo(Integer.parseInt(expected[0].strip()));
        if (expected[1].isBlank()) {
            assertThat(reply.body()).as(where).isEmpty();
        } else {
            JsonObject wanted;
            try (var reader = Json.createReader(new StringReader(expected[1]))) {
                wanted = reader.readObject();
            }
            assertThat(steady(Site.json(reply))).as(where).isEqualTo(steady(wanted));
        }
    }

    /** Without the values that differ from run to run; that they are there still counts. */
    private static JsonValue steady(JsonValue value) {
        if (value instanceof JsonObject object) {
            JsonObjectBuilder copy = Json.createObjectBuilder();
            object.forEach((name, each) ->
                    copy.add(name, VOLATILE.contains(name) ? JsonValue.NULL : steady(each)));
            return copy.build();
        } else if (value instanceof JsonArray array) {
            JsonArrayBuilder copy = Json.createArrayBuilder();
            array.forEach(each -> copy.add(steady(each)));
            return copy.build();
        }
        return value;
    }

    private static String shown(HttpResponse<String> reply) {
        return reply.statusCode() + "\n" + (reply.body().isEmpty() ? "" : pretty(Site.json(reply), "") + "\n");
    }

    /** One line where it fits, else one for each member. */
    private static String pretty(JsonValue value, String indent) {
        String line = value.toString();
        if (line.length() + indent.length() <= WIDTH) {
            return line;
        }
        String deeper = indent + "  ";
        if (value instanceof JsonObject object) {
            return object.entrySet().stream()
                    .map(each -> deeper + '"' + each.getKey() + "\": " + pretty(each.getValue(), deeper))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        } else if (value instanceof JsonArray array) {
            return array.stream().map(each -> deeper + pretty(each, deeper))
                    .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
        }
        return line;
    }

    @Test
    void everyResourceIsOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        try (Site site = Site.open()) {
            Router router = new Router(new Surroundings(site.broker(), false, () -> Surroundings.READY, List::of));
            List<String> lines = router.routes().stream().map(Route::line).toList();
            assertThat(lines).hasSizeGreaterThan(30);
            for (String line : lines) {
                assertThat(page).contains('`' + line + '`');
            }
            assertThat(Pattern.compile("(?m)^\\| `((GET|PUT|POST|DELETE) \\S+)` \\|").matcher(page).results()
                    .map(found -> found.group(1))).isSubsetOf(lines);
        }
    }
}
