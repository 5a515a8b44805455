// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BenchCommandTest extends BrokerTest {

    private JsonObject result(String... arguments) {
        try (JsonReader reader = Json.createReader(new StringReader(tern(arguments).out()))) {
            return reader.readObject();
        }
    }

    @Test
    void everyMessageToAQueueArrivesOnce() {
        JsonObject result = result(
                "bench", "--json", "--count", "1000", "--producers", "3", "--consumers", "2", "load");
        assertThat(result.getInt("sent")).isEqualTo(1000);
        assertThat(result.getInt("received")).isEqualTo(1000);
        assertThat(result.getInt("missing")).isZero();
        assertThat(result.getJsonNumber("receivedPerSecond").doubleValue()).isPositive();
        JsonObject latencies = result.getJsonObject("latencyMicros");
        assertThat(latencies.keySet()).containsExactly("p50", "p90", "p99", "p99.9", "max");
        assertThat(latencies.getJsonNumber("max").doubleValue())
                .isGreaterThanOrEqualTo(latencies.getJsonNumber("p50").doubleValue()).isPositive();
        assertThat(depth("load")).isZero();
    }

    @Test
    void everyConsumerOfATopicGetsEveryMessage() {
        JsonObject result = result("bench", "--json", "--topic", "--count", "300", "--consumers", "3", "load",
                "--non-persistent");
        assertThat(result.getInt("sent")).isEqualTo(300);
        assertThat(result.getInt("received")).isEqualTo(900);
    }

    @Test
    void transactionsLeaveNothingBehind() {
        JsonObject result = result("bench", "--json", "--count", "105", "--transacted", "10", "load");
        assertThat(result.getInt("received")).isEqualTo(105);
        assertThat(depth("load")).isZero();
    }

    @Test
    void producersAloneFillTheQueueAndConsumersAloneEmptyIt() {
        JsonObject filled = result("bench", "--json", "--count", "200", "--consumers", "0", "load", "--size", "16");
        assertThat(filled.getInt("sent")).isEqualTo(200);
        assertThat(filled.getJsonObject("latencyMicros")).isEmpty();
        assertThat(depth("load")).isEqualTo(200);
        JsonObject emptied = result("bench", "--json", "--count", "200", "--producers", "0", "load");
        assertThat(emptied.getInt("received")).isEqualTo(200);
        assertThat(depth("load")).isZero();
    }

    @Test
    void holdsTheRateAndShowsProgressToPeople() {
        Run run = run().watched().tern("bench", "--rate", "100", "--duration", "1500ms", "load");
        assertThat(run.code()).isZero();
        assertThat(run.err()).containsPattern("1 s   sent +[0-9]+/s   received +[0-9]+/s");
        assertThat(run.out()).containsPattern("sent +1[45][0-9] in 1\\.[0-9]+ s").contains("latency", "p99.9");
    }

    @Test
    void isQuietWhenNobodyWatches() {
        assertThat(tern("bench", "--duration", "1100ms", "--rate", "50", "load").err()).isEmpty();
        assertThat(run().watched().tern("bench", "--quiet", "--duration", "1100ms", "--rate", "50", "load").err())
                .isEmpty();
    }

    @Test
    void refusesALoadOfNothing() {
        Run run = run().tern("bench", "--producers", "0", "--consumers", "0");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("at least one producer or consumer");
        assertThat(run().tern("bench", "--size", "3").code()).isEqualTo(ExitCode.USAGE);
    }
}
