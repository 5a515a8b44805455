// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What counts as well. */
class HealthProbeTest {

    @Test
    void onlyAnAnswerOf200IsWell() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/well") ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try {
            assertThat(HealthProbe.isWell(base.resolve("/well"))).isTrue();
            assertThat(HealthProbe.isWell(base.resolve("/ill"))).isFalse();
        } finally {
            server.stop(0);
        }
        assertThat(HealthProbe.isWell(base.resolve("/well"))).isFalse();
    }
}
