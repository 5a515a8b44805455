// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that do not behave cost little and keep nobody else from being served. */
@Timeout(60)
class HostileTest {

    private static final String HOST = "Host: localhost\r\n";

    private final Site site = Site.open("http.patience-millis=500", "http.max-connections=8");

    @AfterEach
    void othersAreStillServed() {
        try {
            awaitRoom();
        } finally {
            site.close();
        }
    }

    /** Connections that have ended are counted out a moment later. */
    private void awaitRoom() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        int status = -1;
        while (status != 200 && System.nanoTime() < end) {
            try (Wire wire = Wire.to(site)) {
                status = wire.status("GET /health/live HTTP/1.1\r\n" + HOST + "\r\n");
            }
        }
        assertThat(status).isEqualTo(200);
    }

    private int statusOf(String request) {
        try (Wire wire = Wire.to(site)) {
            return wire.status(request);
        }
    }

    @Test
    void hugeHeadersAreRefused() {
        assertThat(statusOf("GET /health/live HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(20_000) + "\r\n\r\n"))
                .isEqualTo(431);
        assertThat(statusOf("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n")).isEqualTo(431);
        StringBuilder many = new StringBuilder();
        for (int at = 0; at < 2_000; at++) {
            many.append("X").append(at).append(": y\r\n");
        }
        assertThat(statusOf("GET /health/live HTTP/1.1\r\n" + HOST + many + "\r\n")).isEqualTo(431);
    }

    @Test
    void hugeBodiesAreRefusedBeforeTheyArrive() {
        String head = "POST /api/v1/queues/q/purge HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n";
        assertThat(statusOf(head + "Content-Length: 1000000000\r\n\r\n")).isEqualTo(413);
        assertThat(statusOf(head + "Content-Length: 99999999999999999999\r\n\r\n")).isEqualTo(400);
        assertThat(statusOf(head + "Content-Length: -1\r\n\r\n")).isEqualTo(400);
        assertThat(statusOf(head + "Expect: 100-continue\r\nContent-Length: 1000000000\r\n\r\n")).isEqualTo(413);
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        assertThat(statusOf(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5))).isEqualTo(413);
    }

    @Test
    void badChunksAreRefused() {
        String head = "POST /api/v1/queues/q/purge HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";
        assertThat(statusOf(head + "zz\r\nabc\r\n")).isEqualTo(400);
        assertThat(statusOf(head + "-5\r\nabc\r\n")).isEqualTo(400);
        assertThat(statusOf(head + "fffffffffffffff\r\nabc\r\n")).isEqualTo(400);
    }

    @Test
    void nonsenseIsRefused() {
        assertThat(statusOf("\u0000\u0001\u0002 garbage\r\n\r\n")).isEqualTo(400);
        assertThat(statusOf("GET /api/v1/queues/%zz HTTP/1.1\r\n" + HOST + "\r\n")).isEqualTo(400);
        assertThat(statusOf("GET /api/v1/queues?a=%z HTTP/1.1\r\n" + HOST + "\r\n")).isEqualTo(400);
        assertThat(statusOf("GET http://localhost/health/live HTTP/1.1\r\n" + HOST + "\r\n")).isEqualTo(400);
        assertThat(statusOf("GET /health/live HTTP/1.1\r\n\r\n")).isEqualTo(400);
        assertThat(statusOf("GET /health/live HTTP/1.1\r\n" + HOST + "Host: evil.example\r\n\r\n")).isEqualTo(400);
        assertThat(statusOf("GET /health/../api/v1/queues HTTP/1.1\r\n" + HOST + "\r\n")).isEqualTo(404);
        assertThat(statusOf("BREW /health/live HTTP/1.1\r\n" + HOST + "\r\n")).isEqualTo(405);
    }

    @Test
    void bodyThatDripsEndsTheConnection() {
        long begin = System.nanoTime();
        try (Wire wire = Wire.to(site)) {
            wire.say("POST /api/v1/queues/q/purge HTTP/1.1\r\n" + HOST + "Content-Length: 1000\r\n\r\n");
            boolean isHeard = true;
            while (isHeard && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(10)) {
                isHeard = wire.say("x");
            }
            assertThat(wire.isEnded()).isTrue();
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(9_000);
    }

    @Test
    void silenceEndsTheConnection() {
        try (Wire silent = Wire.to(site); Wire begun = Wire.to(site); Wire served = Wire.to(site)) {
            begun.say("GET /health");
            assertThat(served.status("GET /health/live HTTP/1.1\r\n" + HOST + "\r\n")).isEqualTo(200);
            assertThat(silent.isEnded()).isTrue();
            assertThat(begun.isEnded()).isTrue();
            assertThat(served.isEnded()).isTrue();
        }
    }

    @Test
    void crowdIsTurnedAway() {
        List<Wire> crowd = new ArrayList<>();
        try {
            for (int at = 0; at < 40; at++) {
                crowd.add(Wire.to(site));
            }
            assertThat(crowd.get(39).status("GET /health/live HTTP/1.1\r\n" + HOST + "\r\n")).isEqualTo(-1);
        } finally {
            crowd.forEach(Wire::close);
        }
    }

    @Test
    void requestsInARowAreAnsweredInTheirOrder() {
        try (Wire wire = Wire.to(site)) {
            String slow = "GET /api/v1/broker HTTP/1.1\r\n" + HOST + "\r\n";
            String quick = "GET /health/live HTTP/1.1\r\n" + HOST + "\r\n";
            String last = "GET /nowhere HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";
            wire.say(slow + quick + slow + last);
            StringBuilder statuses = new StringBuilder();
            StringBuilder bodies = new StringBuilder();
            for (int at = 0; at < 200; at++) {
                String line = wire.line();
                if (line.startsWith("HTTP/1.1")) {
                    statuses.append(line, 9, 12).append(' ');
                } else if (line.startsWith("{")) {
                    bodies.append(line, 2, 6).append(' ');
                }
            }
            assertThat(statuses.toString()).isEqualTo("200 200 200 404 ");
            assertThat(bodies.toString()).isEqualTo("name stat name type ");
        }
    }

    @Test
    void headAsksForHeadersAlone() {
        try (Wire wire = Wire.to(site)) {
            assertThat(wire.status("HEAD /health/ready HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"))
                    .isEqualTo(200);
            boolean hasBody = false;
            for (int at = 0; at < 50; at++) {
                hasBody |= wire.line().startsWith("{");
            }
            assertThat(hasBody).isFalse();
        }
    }
}
