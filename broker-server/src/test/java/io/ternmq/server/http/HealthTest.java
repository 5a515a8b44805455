// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.spi.Peer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Alive and ready, or not. */
class HealthTest {

    @Test
    void servingBrokerIsAliveAndReady() {
        try (Site site = Site.open()) {
            assertThat(Site.json(site.get("/health/live")).getString("status")).isEqualTo("live");
            HttpResponse<String> ready = site.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(Site.json(ready).getString("status")).isEqualTo("ready");
        }
    }

    @Test
    void brokerThatHasEndedIsAliveAndNotReady() {
        try (Site site = Site.open()) {
            site.broker().crash();
            assertThat(site.get("/health/live").statusCode()).isEqualTo(200);
            HttpResponse<String> ready = site.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(Site.json(ready).getJsonArray("reasons").getString(0)).contains("the broker has stopped");
            HttpResponse<String> queues = site.get("/api/v1/queues");
            assertThat(queues.statusCode()).isEqualTo(503);
            assertThat(Site.json(queues).getString("code")).isEqualTo("TERN-601");
        }
    }

    @Test
    void saysEverythingThatIsInTheWay() {
        AtomicReference<String> state = new AtomicReference<>("starting");
        AtomicBoolean listening = new AtomicBoolean();
        try (Site site = Site.open()) {
            Door door = new Door() {
                @Override
                public String uri() {
                    return "tcp://here:1";
                }

                @Override
                public boolean isListening() {
                    return listening.get();
                }

                @Override
                public int openConnections() {
                    return 0;
                }

                @Override
                public long refusedConnections() {
                    return 0;
                }
            };
            Router router = new Router(new Surroundings(site.broker(), false, state::get, () -> List.of(door)));
            assertThat(readiness(router)).isEqualTo("{\"status\":\"not ready\",\"reasons\":["
                    + "\"the process is starting\",\"tcp://here:1 is closed\"]}");
            listening.set(true);
            assertThat(readiness(router)).contains("starting").doesNotContain("closed");
            state.set("ready");
            assertThat(readiness(router)).isEqualTo("{\"status\":\"ready\"}");
            state.set("draining");
            assertThat(readiness(router)).contains("the process is draining");
        }
    }

    private static String readiness(Router router) {
        Ask ask = new Ask("GET", List.of("health", "ready"), Map.of(),
                Map.of("host", "localhost"), new byte[0],
                Peer.remote("127.0.0.1:1"), true);
        return new String(router.answer(ask).body(), StandardCharsets.UTF_8).strip();
    }
}
