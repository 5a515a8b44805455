// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.server.PasswordFile;
import io.ternmq.api.spi.Peer;
import io.ternmq.api.spi.ScramCredential;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask for what. */
class AccessTest {

    @TempDir
    private Path folder = Path.of("");

    private Site guarded() {
        PasswordFile users = PasswordFile.edit(folder.resolve("users"), ScramCredential.DEFAULT_ITERATIONS);
        users.add("ann", "secret:word".toCharArray(), Set.of("clerk"));
        users.add("olga", "secret".toCharArray(), Set.of("operator"));
        users.add("pia", "secret".toCharArray(), Set.of("scraper"));
        return Site.open(
                "security.users=" + folder.resolve("users"),
                "security.permissions[0].pattern=#",
                "security.permissions[0].role=operator",
                "security.permissions[0].actions=manage,browse",
                "security.permissions[1].pattern=orders.#",
                "security.permissions[1].role=clerk",
                "security.permissions[1].actions=browse",
                "security.permissions[2].pattern=ternmq.metrics",
                "security.permissions[2].role=scraper",
                "security.permissions[2].actions=browse");
    }

    @Test
    void withoutUsersThisMachineMayDoEverything() {
        try (Site site = Site.open()) {
            assertThat(site.get("/api/v1/queues").statusCode()).isEqualTo(200);
            assertThat(site.as("somebody", "something").get("/api/v1/queues").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void withUsersNobodyComesInWithoutAPassword() {
        try (Site site = guarded()) {
            HttpResponse<String> nameless = site.get("/api/v1/queues");
            assertThat(nameless.statusCode()).isEqualTo(401);
            assertThat(nameless.headers().firstValue("www-authenticate")).get().asString().startsWith("Basic");
            assertThat(Site.json(nameless).getString("code")).isEqualTo("TERN-201");
            assertThat(site.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(site.as("olga", "wrong").get("/api/v1/queues").statusCode()).isEqualTo(401);
            assertThat(site.as("olga", "secret").get("/api/v1/queues").statusCode()).isEqualTo(200);
            for (String nonsense : List.of("Basic", "Basic ???", "Basic b2xnYQ==", "Bearer b2xnYTpzZWNyZXQ=")) {
                HttpResponse<String> refused = site.asNobody().ask(
                        site.request("/api/v1/queues").header("Authorization", nonsense).GET());
                assertThat(refused.statusCode()).as(nonsense).isEqualTo(401);
            }
            assertThat(site.asNobody().get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoMayBrowseSeesAndWhoMayManageChanges() {
        try (Site site = guarded()) {
            site.broker().createQueue("orders.eu");
            site.broker().createQueue("secret");
            site.as("ann", "secret:word");
            assertThat(Site.json(site.get("/api/v1/queues")).getJsonArray("queues")).hasSize(1);
            assertThat(site.get("/api/v1/queues/orders.eu").statusCode()).isEqualTo(200);
            assertThat(site.get("/api/v1/queues/orders.eu/messages").statusCode()).isEqualTo(200);
            for (String path : List.of("/api/v1/queues/secret", "/api/v1/queues/secret/messages",
                    "/api/v1/connections", "/api/v1/branches", "/metrics", "/api/v1/dlq/DLQ.secret/export")) {
                HttpResponse<String> refused = site.get(path);
                assertThat(refused.statusCode()).as(path).isEqualTo(403);
                assertThat(Site.json(refused).getString("detail")).contains("ann").contains("browse or manage");
            }
            HttpResponse<String> missing = site.get("/api/v1/queues/orders.us");
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.body()).doesNotContain("secret");
            assertThat(site.get("/api/v1/subscriptions/none").body()).doesNotContain("secret");
            for (String action : List.of("purge", "pause", "resume", "move", "retry")) {
                assertThat(site.post("/api/v1/queues/orders.eu/" + action).statusCode()).as(action).isEqualTo(403);
            }
            assertThat(site.put("/api/v1/queues/orders.new").statusCode()).isEqualTo(403);
            assertThat(site.delete("/api/v1/queues/orders.eu").statusCode()).isEqualTo(403);
            site.as("olga", "secret");
            assertThat(site.put("/api/v1/queues/orders.new").statusCode()).isEqualTo(204);
            assertThat(Site.json(site.get("/api/v1/queues")).getJsonArray("queues")).hasSize(3);
            site.as("pia", "secret");
            assertThat(site.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(Site.json(site.get("/api/v1/queues")).getJsonArray("queues")).isEmpty();
        }
    }

    @Test
    void moveNeedsThePermissionAtBothEnds() {
        PasswordFile users = PasswordFile.edit(folder.resolve("users"), ScramCredential.DEFAULT_ITERATIONS);
        users.add("ann", "secret".toCharArray(), Set.of("clerk"));
        try (Site site = Site.open(
                "security.users=" + folder.resolve("users"),
                "security.permissions[0].pattern=orders.#",
                "security.permissions[0].role=clerk",
                "security.permissions[0].actions=manage")) {
            site.broker().createQueue("orders.eu");
            site.as("ann", "secret");
            assertThat(site.post("/api/v1/queues/orders.eu/move", "{\"target\":\"elsewhere\"}").statusCode())
                    .isEqualTo(403);
            assertThat(site.post("/api/v1/queues/orders.eu/move", "{\"target\":\"orders.us\"}").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void decidingBranchesNeedsThePermissionOfTransactions() {
        PasswordFile users = PasswordFile.edit(folder.resolve("users"), ScramCredential.DEFAULT_ITERATIONS);
        users.add("ann", "secret".toCharArray(), Set.of("viewer"));
        users.add("olga", "secret".toCharArray(), Set.of("recovery"));
        try (Site site = Site.open(
                "security.users=" + folder.resolve("users"),
                "security.permissions[0].pattern=ternmq.transactions",
                "security.permissions[0].role=viewer",
                "security.permissions[0].actions=browse",
                "security.permissions[1].pattern=ternmq.transactions",
                "security.permissions[1].role=recovery",
                "security.permissions[1].actions=manage")) {
            site.as("ann", "secret");
            assertThat(site.get("/api/v1/branches").statusCode()).isEqualTo(200);
            assertThat(site.post("/api/v1/branches/1:02:03/commit").statusCode()).isEqualTo(403);
            assertThat(site.post("/api/v1/branches/1:02:03/rollback").statusCode()).isEqualTo(403);
            assertThat(site.delete("/api/v1/branches/1:02:03").statusCode()).isEqualTo(403);
            site.as("olga", "secret");
            assertThat(site.get("/api/v1/branches").statusCode()).isEqualTo(200);
            assertThat(site.post("/api/v1/branches/1:02:03/commit").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void failedLoginsSlowDown() {
        try (Site site = guarded()) {
            for (int at = 0; at < 5; at++) {
                assertThat(site.as("olga", "wrong").get("/api/v1/queues").statusCode()).isEqualTo(401);
            }
            assertThat(site.as("olga", "secret").get("/api/v1/queues").statusCode()).isEqualTo(401);
            assertThat(site.as("ann", "secret:word").get("/api/v1/queues").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void pagesOfOtherPlacesAreKeptOut() {
        try (Site site = Site.open()) {
            site.send("orders", "a");
            HttpResponse<String> foreign = site.ask(site.request("/api/v1/queues/orders/purge")
                    .header("Origin", "http://evil.example").POST(BodyPublishers.noBody()));
            assertThat(foreign.statusCode()).isEqualTo(403);
            HttpResponse<String> sandboxed = site.ask(site.request("/api/v1/queues").header("Origin", "null").GET());
            assertThat(sandboxed.statusCode()).isEqualTo(403);
            HttpResponse<String> across =
                    site.ask(site.request("/api/v1/queues").header("Sec-Fetch-Site", "cross-site").GET());
            assertThat(across.statusCode()).isEqualTo(403);
            HttpResponse<String> own = site.ask(
                    site.request("/api/v1/queues").header("Origin", site.base().toString()).GET());
            assertThat(own.statusCode()).isEqualTo(200);
            assertThat(site.broker().management().queue("orders").figures().depth()).isEqualTo(1);
        }
    }

    @Test
    void namesThatWerePointedHereAreNotOurs() {
        try (Site site = Site.open(); Wire wire = Wire.to(site)) {
            assertThat(wire.status("GET /api/v1/queues HTTP/1.1\r\nHost: evil.example:8161\r\n\r\n")).isEqualTo(421);
        }
        for (String host : List.of("localhost", "LOCALHOST:1", "127.0.0.1:8161", "127.9.9.9", "[::1]:8161", "[::1]")) {
            assertThat(refusalOf(ask(Map.of("host", host)))).as(host).isNull();
        }
        for (String host : List.of("localhost.evil.example", "127.0.0.1.nip.io", "", "[::2]", "evil@localhost")) {
            Assertions.assertThatThrownBy(refused(host)).as(host).isInstanceOf(Refusal.class);
        }
        Assertions.assertThatThrownBy(() -> Doorkeeper.checkSource(ask(Map.of()))).hasMessageContaining("Host");
    }

    private static ThrowingCallable refused(String host) {
        return () -> Doorkeeper.checkSource(ask(Map.of("host", host)));
    }

    private static Throwable refusalOf(Ask ask) {
        return Assertions.catchThrowable(() -> Doorkeeper.checkSource(ask));
    }

    private static Ask ask(Map<String, String> headers) {
        return new Ask("GET", List.of("x"), Map.of(), headers, new byte[0], Peer.remote("127.0.0.1:1"), true);
    }

    /** Another machine cannot be had in a test; what would be said about it can. */
    @Test
    void passwordsInClearTextStayOnThisMachine() {
        try (Site site = guarded()) {
            Doorkeeper strict = new Doorkeeper(
                    new Surroundings(site.broker(), false, () -> Surroundings.READY, List::of));
            Doorkeeper lenient = new Doorkeeper(
                    new Surroundings(site.broker(), true, () -> Surroundings.READY, List::of));
            String header = "Basic "
                    + Base64.getEncoder().encodeToString("olga:secret".getBytes(StandardCharsets.UTF_8));
            Ask clear = new Ask("GET", List.of("metrics"), Map.of(), Map.of("authorization", header), new byte[0],
                    Peer.remote("192.0.2.1:40000"), false);
            Ask encrypted = new Ask("GET", List.of("metrics"), Map.of(), Map.of("authorization", header), new byte[0],
                    Peer.encrypted("192.0.2.1:40000", null), false);
            Assertions.assertThatThrownBy(() -> strict.identify(clear)).hasMessageContaining("http.tls");
            assertThat(lenient.identify(clear).identity().name()).isEqualTo("olga");
            assertThat(strict.identify(encrypted).identity().name()).isEqualTo("olga");
        }
    }

    @Test
    void withoutUsersOtherMachinesStayOutside() {
        try (Site site = Site.open()) {
            Doorkeeper keeper = new Doorkeeper(
                    new Surroundings(site.broker(), true, () -> Surroundings.READY, List::of));
            Ask far = new Ask("GET", List.of("metrics"), Map.of(), Map.of(), new byte[0],
                    Peer.remote("192.0.2.1:40000"), false);
            Assertions.assertThatThrownBy(() -> keeper.identify(far))
                    .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(401));
        }
    }
}
