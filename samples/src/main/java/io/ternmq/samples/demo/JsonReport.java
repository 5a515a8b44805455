// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** The result for machines: one JSON object on one line. */
public final class JsonReport {

    private static final double NANOS_PER_MICRO = 1e3;

    private JsonReport() {}

    /** Prints it. */
    public static void print(Result result, PrintStream out) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", result.isRight());
        json.put("reports", result.reports());
        json.put("subscribers", result.rows().stream().map(JsonReport::row).toList());
        json.put("patterns", result.patterns().stream().map(JsonReport::pattern).toList());
        json.put("archiveSplit", result.archiveSplit());
        json.put("deadLetters", result.deadLetters().stream().map(JsonReport::letter).toList());
        json.put("publishedPerSecond", Math.round(result.speed().publishedPerSecond()));
        json.put("deliveredPerSecond", Math.round(result.speed().deliveredPerSecond()));
        json.put("latencyP50Micros", result.speed().p50Nanos() / NANOS_PER_MICRO);
        json.put("latencyP99Micros", result.speed().p99Nanos() / NANOS_PER_MICRO);
        json.put("complaints", result.complaints());
        out.println(Json.write(json));
    }

    private static Map<String, Object> row(Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", row.name().strip());
        json.put("listensTo", row.listensTo());
        json.put("expected", row.expected());
        json.put("received", row.received());
        json.put("ok", row.ok());
        return json;
    }

    private static Map<String, Object> pattern(Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", row.name());
        json.put("what", row.listensTo());
        json.put("expected", row.expected());
        json.put("counted", row.received());
        json.put("ok", row.ok());
        return json;
    }

    private static Map<String, Object> letter(DeadLetter letter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("headline", letter.headline());
        json.put("reason", letter.reason());
        json.put("attempts", letter.attempts());
        json.put("origin", letter.origin());
        if (letter.cause() != null) {
            json.put("cause", letter.cause());
        }
        return json;
    }
}
