// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.ternmq.server.config.LoggingPolicy;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Entries as they come out at the end. */
class LogsTest {

    private final StringWriter text = new StringWriter();

    private Logs install(LoggingPolicy.Level level, LoggingPolicy.Format format) {
        return Logs.install(
                new LoggingPolicy(level, format, Map.of("io.ternmq.quiet", LoggingPolicy.Level.ERROR)),
                new PrintWriter(text));
    }

    private List<String> lines() {
        return text.toString().lines().toList();
    }

    @Test
    void entryIsOneLineWithTimeLevelThreadAndLogger() {
        try (Logs logs = install(LoggingPolicy.Level.INFO, LoggingPolicy.Format.LINE)) {
            assertThat(logs).isNotNull();
            System.getLogger("io.ternmq.boot.Something").log(System.Logger.Level.INFO, "Queue {0} is full", "orders");
        }
        assertThat(lines()).singleElement().asString().matches(
                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO    \\[.+] Something: Queue orders is full");
    }

    @Test
    void exceptionsFollowIndented() {
        try (Logs logs = install(LoggingPolicy.Level.INFO, LoggingPolicy.Format.LINE)) {
            assertThat(logs).isNotNull();
            System.getLogger("x").log(
                    System.Logger.Level.ERROR, "It broke", new IllegalStateException("first\nsecond"));
        }
        assertThat(lines()).hasSizeGreaterThan(2);
        assertThat(lines().get(0)).endsWith("x: It broke").contains(" ERROR ");
        assertThat(lines().subList(1, lines().size())).allMatch(line -> line.startsWith("    "));
        assertThat(text.toString()).contains("java.lang.IllegalStateException: first");
    }

    @Test
    void strangersForgeNoEntry() {
        try (Logs logs = install(LoggingPolicy.Level.INFO, LoggingPolicy.Format.LINE)) {
            assertThat(logs).isNotNull();
            System.getLogger("x").log(
                    System.Logger.Level.INFO, "user 'a\r\n2026 INFO [main] x: let in\u001b[2J\u202e'");
        }
        assertThat(lines()).singleElement().asString()
                .endsWith("x: user 'a\\r\\n2026 INFO [main] x: let in\\u001b[2J\\u202e'");
    }

    @Test
    void jsonIsOneObjectOnALine() {
        String nasty = "a \"quoted\" \\ line\nand \u0001 another \u2028";
        try (Logs logs = install(LoggingPolicy.Level.INFO, LoggingPolicy.Format.JSON)) {
            assertThat(logs).isNotNull();
            System.getLogger("io.ternmq.X").log(System.Logger.Level.WARNING, nasty, new IllegalStateException("why"));
            System.getLogger("io.ternmq.X").log(System.Logger.Level.INFO, "second");
        }
        assertThat(text.toString().split("\n", -1)).hasSize(3);
        JsonObject first = Json.createReader(new StringReader(text.toString().split("\n", -1)[0])).readObject();
        assertThat(first.getString("message")).isEqualTo(nasty);
        assertThat(first.getString("level")).isEqualTo("WARNING");
        assertThat(first.getString("logger")).isEqualTo("io.ternmq.X");
        assertThat(first.getString("thread")).isEqualTo(Thread.currentThread().getName());
        assertThat(first.getString("exception")).isEqualTo("java.lang.IllegalStateException: why");
        assertThat(first.getString("trace")).contains("LogsTest.jsonIsOneObjectOnALine");
        assertThat(Instant.parse(first.getString("time"))).isNotNull();
    }

    @Test
    void levelDecidesAndLoggersMayDiffer() {
        try (Logs logs = install(LoggingPolicy.Level.DEBUG, LoggingPolicy.Format.LINE)) {
            assertThat(logs).isNotNull();
            say("io.ternmq.loud", System.Logger.Level.DEBUG, "heard");
            say("io.ternmq.loud", System.Logger.Level.TRACE, "not heard");
            say("io.ternmq.quiet.Deep", System.Logger.Level.WARNING, "not heard either");
            say("io.ternmq.quiet.Deep", System.Logger.Level.ERROR, "heard too");
        }
        assertThat(lines()).satisfiesExactly(
                line -> assertThat(line).endsWith("loud: heard"), line -> assertThat(line).endsWith("Deep: heard too"));
    }

    private static void say(String logger, System.Logger.Level level, String message) {
        Supplier<String> late = () -> message;
        System.getLogger(logger).log(level, late);
    }

    @Test
    void librariesSpeakThroughTheSameWriter() {
        try (Logs logs = install(LoggingPolicy.Level.INFO, LoggingPolicy.Format.LINE)) {
            assertThat(logs).isNotNull();
            InternalLoggerFactory.getInstance("io.netty.Something").warn("from Netty");
            Logger.getLogger("a.b.Library").warning("from a library");
        }
        assertThat(text.toString()).contains("Something: from Netty").contains("Library: from a library");
    }

    @Test
    void closingPutsBackWhatWasThere() {
        Logger root = Logger.getLogger("");
        List<Handler> before = List.of(root.getHandlers());
        install(LoggingPolicy.Level.OFF, LoggingPolicy.Format.LINE).close();
        assertThat(root.getHandlers()).containsExactlyElementsOf(before);
        System.getLogger("x").log(System.Logger.Level.ERROR, "for the others");
        assertThat(text.toString()).isEmpty();
    }
}
