// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be asked and changed, by one who may do everything. */
class ManagementApiTest {

    private final Site site = Site.open();

    @AfterEach
    void closeSite() {
        site.close();
    }

    private JsonObject json(String path) {
        HttpResponse<String> response = site.get(path);
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return Site.json(response);
    }

    @Test
    void showsTheBroker() {
        site.send("orders", "a");
        JsonObject broker = json("/api/v1/broker");
        assertThat(broker.getString("name")).isEqualTo(site.broker().name());
        assertThat(broker.getString("state")).isEqualTo("ready");
        assertThat(broker.getInt("queues")).isEqualTo(1);
        assertThat(broker.getJsonArray("acceptors")).hasSize(1);
    }

    @Test
    void showsDepthForAutoscalers() {
        site.send("orders", "a", "b", "c");
        JsonObject queue = json("/api/v1/queues/orders");
        assertThat(queue.getInt("depth")).isEqualTo(3);
        assertThat(queue.getJsonObject("totals").getInt("enqueued")).isEqualTo(3);
        assertThat(queue.getJsonObject("settings").getBoolean("autoCreate")).isTrue();
        assertThat(json("/api/v1/queues").getJsonArray("queues").getJsonObject(0).getInt("depth")).isEqualTo(3);
    }

    @Test
    void makesAndRemovesQueues() {
        assertThat(site.put("/api/v1/queues/made%20by%2Fhand").statusCode()).isEqualTo(204);
        assertThat(site.put("/api/v1/queues/made%20by%2Fhand").statusCode()).isEqualTo(204);
        assertThat(site.broker().statistics().queue("made by/hand")).isPresent();
        assertThat(site.delete("/api/v1/queues/made%20by%2Fhand").statusCode()).isEqualTo(204);
        HttpResponse<String> gone = site.delete("/api/v1/queues/made%20by%2Fhand");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(Site.json(gone).getString("code")).isEqualTo("TERN-101");
    }

    @Test
    void queueInUseIsNotRemoved() {
        try (JMSContext context = site.context()) {
            context.createConsumer(context.createQueue("busy"));
            HttpResponse<String> refused = site.delete("/api/v1/queues/busy");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(Site.json(refused).getString("code")).isEqualTo("TERN-401");
            assertThat(json("/api/v1/queues/busy/consumers").getJsonArray("consumers")).hasSize(1);
        }
    }

    @Test
    void purgesWhatTheSelectorSays() {
        try (JMSContext context = site.context()) {
            for (int at = 0; at < 4; at++) {
                context.createProducer().setProperty("at", at).send(context.createQueue("orders"), "text");
            }
        }
        HttpResponse<String> some = site.post("/api/v1/queues/orders/purge", "{\"selector\":\"at < 3\"}");
        assertThat(Site.json(some).getInt("purged")).isEqualTo(3);
        assertThat(Site.json(site.post("/api/v1/queues/orders/purge")).getInt("purged")).isEqualTo(1);
    }

    @Test
    void mistypedWishPurgesNothing() {
        site.send("orders", "a");
        HttpResponse<String> refused = site.post("/api/v1/queues/orders/purge", "{\"selektor\":\"at < 3\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Site.json(refused).getString("detail")).contains("selektor").contains("selector");
        HttpResponse<String> wrong = site.post("/api/v1/queues/orders/purge", "{\"selector\":\"at <\"}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(Site.json(wrong).getString("code")).isEqualTo("TERN-102");
        assertThat(site.post("/api/v1/queues/orders/purge", "[1]").statusCode()).isEqualTo(400);
        assertThat(site.post("/api/v1/queues/orders/purge", "{").statusCode()).isEqualTo(400);
        HttpResponse<String> parameter = site.post("/api/v1/queues/orders/purge?selector=at%3C3");
        assertThat(parameter.statusCode()).isEqualTo(400);
        assertThat(json("/api/v1/queues/orders").getInt("depth")).isEqualTo(1);
    }

    @Test
    void pausesAndResumes() {
        site.send("orders", "a");
        assertThat(site.post("/api/v1/queues/orders/pause").statusCode()).isEqualTo(204);
        assertThat(json("/api/v1/queues/orders").getBoolean("paused")).isTrue();
        assertThat(site.post("/api/v1/queues/orders/resume").statusCode()).isEqualTo(204);
        assertThat(json("/api/v1/queues/orders").getBoolean("paused")).isFalse();
    }

    @Test
    void movesNoMoreThanAskedFor() {
        site.send("orders", "a", "b", "c");
        HttpResponse<String> moved = site.post("/api/v1/queues/orders/move", "{\"target\":\"aside\",\"limit\":2}");
        assertThat(Site.json(moved).getInt("moved")).isEqualTo(2);
        assertThat(json("/api/v1/queues/aside").getInt("depth")).isEqualTo(2);
        assertThat(site.post("/api/v1/queues/orders/move", "{}").statusCode()).isEqualTo(400);
        assertThat(site.post("/api/v1/queues/orders/move", "{\"target\":\"aside\",\"limit\":0}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void looksAtMessagesPageByPage() {
        site.send("orders", IntStream.range(0, 5).mapToObj(at -> "text " + at).toArray(String[]::new));
        JsonObject first = json("/api/v1/queues/orders/messages?limit=3");
        assertThat(first.getJsonArray("messages")).hasSize(3);
        JsonObject rest = json("/api/v1/queues/orders/messages?limit=3&position=" + first.get("next"));
        assertThat(rest.getJsonArray("messages")).hasSize(2);
        assertThat(rest.containsKey("next")).isFalse();
        JsonObject message = rest.getJsonArray("messages").getJsonObject(1);
        assertThat(message.getJsonObject("body").getString("text")).isEqualTo("text 4");
        JsonObject again = json("/api/v1/queues/orders/messages/" + message.get("number"));
        assertThat(again.getJsonObject("body")).isEqualTo(message.getJsonObject("body"));
        assertThat(site.get("/api/v1/queues/orders/messages/4711").statusCode()).isEqualTo(404);
        assertThat(site.get("/api/v1/queues/orders/messages?limit=1001").statusCode()).isEqualTo(400);
        assertThat(site.get("/api/v1/queues/orders/messages?limit=1&limit=2").statusCode()).isEqualTo(400);
        assertThat(site.get("/api/v1/queues/orders/messages?page=2").statusCode()).isEqualTo(400);
    }

    @Test
    void managesSubscriptions() {
        try (JMSContext context = site.context()) {
            context.setClientID("desk");
            context.createDurableConsumer(context.createTopic("prices/eu"), "board").close();
            context.createProducer().send(context.createTopic("prices/eu"), "1");
        }
        assertThat(json("/api/v1/topics").getJsonArray("topics").getJsonObject(0).getString("name"))
                .isEqualTo("prices/eu");
        assertThat(json("/api/v1/topics/prices%2Feu").getJsonArray("subscriptions")).hasSize(1);
        JsonObject listed = json("/api/v1/subscriptions").getJsonArray("subscriptions").getJsonObject(0);
        assertThat(listed.getString("label")).isEqualTo("prices/eu/desk.board");
        String path = "/api/v1/subscriptions/prices%2Feu%2Fdesk.board";
        assertThat(json(path).getInt("depth")).isEqualTo(1);
        assertThat(json("/api/v1/subscriptions/" + listed.get("number")).getInt("depth")).isEqualTo(1);
        assertThat(json(path + "/messages").getJsonArray("messages")).hasSize(1);
        assertThat(site.post(path + "/pause").statusCode()).isEqualTo(204);
        assertThat(json(path).getBoolean("paused")).isTrue();
        assertThat(site.post(path + "/resume").statusCode()).isEqualTo(204);
        assertThat(Site.json(site.post(path + "/purge")).getInt("purged")).isEqualTo(1);
        assertThat(site.delete(path).statusCode()).isEqualTo(204);
        assertThat(site.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void closesConnections() {
        try (JMSContext context = site.context()) {
            context.setClientID("victim");
            context.createConsumer(context.createQueue("orders"));
            JsonObject connection = json("/api/v1/connections").getJsonArray("connections").getJsonObject(0);
            assertThat(connection.getString("clientId")).isEqualTo("victim");
            String path = "/api/v1/connections/" + connection.get("number");
            assertThat(json(path).getInt("consumers")).isEqualTo(1);
            assertThat(site.delete(path).statusCode()).isEqualTo(204);
            assertThat(site.delete(path).statusCode()).isEqualTo(404);
            assertThat(site.get("/api/v1/connections/abc").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void decidesBranchesInPlaceOfTheirManager() {
        Doubt doubt = Doubt.number(131_077).prepare(site, context -> context.createQueue("orders"));
        Doubt.number(-7).prepare(site, context -> context.createTopic("prices"));
        String path = "/api/v1/branches/131077:0a1b:2c";
        assertThat(json("/api/v1/branches").getJsonArray("branches")).hasSize(2);
        assertThat(json("/api/v1/broker").getInt("preparedBranches")).isEqualTo(2);
        JsonObject prepared = json(path);
        assertThat(prepared.getString("state")).isEqualTo("PREPARED");
        assertThat(prepared.getJsonObject("sends").getInt("queue://orders")).isEqualTo(1);
        assertThat(prepared.containsKey("verdict")).isFalse();
        assertThat(site.delete(path).statusCode()).as("nothing is decided").isEqualTo(409);
        assertThat(site.post(path + "/commit", "{\"selector\":\"a\"}").statusCode()).isEqualTo(400);
        assertThat(site.post(path + "/commit").statusCode()).isEqualTo(204);
        assertThat(json("/api/v1/queues/orders").getInt("depth")).isEqualTo(1);
        HttpResponse<String> again = site.post(path + "/rollback");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(Site.json(again).getString("code")).isEqualTo("TERN-506");
        assertThat(json(path).getString("state")).isEqualTo("COMMITTED");
        assertThat(json(path).getJsonObject("verdict").getString("by")).isNotBlank();
        doubt.ask(site, (context, resource) -> resource.forget(doubt));
        assertThat(site.get(path).statusCode()).isEqualTo(404);
        assertThat(site.post("/api/v1/branches/-7%3A0a1b%3A2c/rollback").statusCode()).isEqualTo(204);
        assertThat(site.delete("/api/v1/branches/-7%3A0a1b%3A2c").statusCode()).isEqualTo(204);
        assertThat(json("/api/v1/branches").getJsonArray("branches")).isEmpty();
        for (String unknown : List.of("1:02:03", "something")) {
            HttpResponse<String> missing = site.post("/api/v1/branches/" + unknown + "/commit");
            assertThat(missing.statusCode()).as(unknown).isEqualTo(404);
            assertThat(Site.json(missing).getString("code")).isEqualTo("TERN-503");
        }
    }

    @Test
    void saysWhatThereIsNot() {
        HttpResponse<String> nothing = site.get("/api/v1/nothing");
        assertThat(nothing.statusCode()).isEqualTo(404);
        HttpResponse<String> method = site.post("/api/v1/queues");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("allow")).contains("GET");
        HttpResponse<String> form = site.ask(site.request("/api/v1/queues/x/purge")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("selector=1")));
        assertThat(form.statusCode()).isEqualTo(415);
        for (HttpResponse<String> each : List.of(nothing, method, form)) {
            assertThat(Site.json(each).getString("code")).startsWith("TERN-");
            assertThat(Site.json(each).get("status")).isNotEqualTo(JsonValue.NULL);
        }
    }

    @Test
    void everyReplyKeepsBrowsersQuiet() {
        for (String path : List.of("/health/live", "/api/v1/queues", "/nowhere")) {
            HttpResponse<String> reply = site.get(path);
            assertThat(reply.headers().firstValue("x-content-type-options")).contains("nosniff");
            assertThat(reply.headers().firstValue("cache-control")).contains("no-store");
            assertThat(reply.headers().firstValue("content-security-policy")).isPresent();
            assertThat(reply.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
    }
}
