// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.server.load.LoadPlan;
import io.ternmq.server.load.LoadResult;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What became of a load, for people and for programs. */
final class BenchReport {

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double BYTES_PER_MEBIBYTE = 1 << 20;

    private BenchReport() {}

    static JsonObject json(LoadPlan plan, LoadResult result) {
        JsonObjectBuilder latencies = Json.createObjectBuilder();
        percentiles(result.latencies()).forEach((name, micros) -> latencies.add(name, round(micros)));
        return Json.createObjectBuilder()
                .add("destination", (plan.topic() ? "topic://" : "queue://") + plan.destination())
                .add("producers", plan.producers())
                .add("consumers", plan.consumers())
                .add("bodyBytes", plan.bodyBytes())
                .add("persistent", plan.persistent())
                .add("transacted", plan.transactions())
                .add("sent", result.sent())
                .add("received", result.received())
                .add("missing", result.missing())
                .add("sendSeconds", round(result.sendSeconds()))
                .add("receiveSeconds", round(result.receiveSeconds()))
                .add("sentPerSecond", round(result.sentPerSecond()))
                .add("receivedPerSecond", round(result.receivedPerSecond()))
                .add("latencyMicros", latencies)
                .build();
    }

    static List<String> text(LoadPlan plan, LoadResult result) {
        List<String> lines = new ArrayList<>();
        if (plan.producers() > 0) {
            lines.add(rate("sent", result.sent(), result.sendSeconds(), result.sentPerSecond(), plan));
        }
        if (plan.consumers() > 0) {
            lines.add(rate("received", result.received(), result.receiveSeconds(), result.receivedPerSecond(), plan));
        }
        StringBuilder line = new StringBuilder("latency ");
        percentiles(result.latencies()).forEach((name, micros) ->
                line.append(String.format(Locale.ROOT, "  %s %,.3f ms", name, micros / NANOS_PER_MICRO)));
        if (result.latencies().getTotalCount() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** Microseconds by name; empty when nothing was measured. */
    private static Map<String, Double> percentiles(Histogram latencies) {
        Map<String, Double> values = new LinkedHashMap<>();
        if (latencies.getTotalCount() > 0) {
            values.put("p50", latencies.getValueAtPercentile(50) / NANOS_PER_MICRO);
            values.put("p90", latencies.getValueAtPercentile(90) / NANOS_PER_MICRO);
            values.put("p99", latencies.getValueAtPercentile(99) / NANOS_PER_MICRO);
            values.put("p99.9", latencies.getValueAtPercentile(99.9) / NANOS_PER_MICRO);
            values.put("max", latencies.getMaxValue() / NANOS_PER_MICRO);
        }
        return values;
    }

    private static String rate(String what, long messages, double seconds, double perSecond, LoadPlan plan) {
        return String.format(Locale.ROOT, "%-9s %,d in %.2f s   %,.0f/s   %,.1f MiB/s",
                what, messages, seconds, perSecond, perSecond * plan.bodyBytes() / BYTES_PER_MEBIBYTE);
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
