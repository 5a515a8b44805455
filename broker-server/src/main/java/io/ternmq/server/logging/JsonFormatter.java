// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.logging;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One JSON object on one line: {@code time}, {@code level}, {@code thread}, {@code logger}, {@code message}, and when
 * something was thrown {@code exception} and {@code trace}. Any thread may call.
 */
public final class JsonFormatter extends Formatter {

    private final JsonBuilderFactory json = JsonProvider.provider().createBuilderFactory(Map.of());

    /** For handlers. */
    public JsonFormatter() {}

    @Override
    public String format(LogRecord entry) {
        JsonObjectBuilder object = json.createObjectBuilder()
                .add("time", entry.getInstant().toString())
                .add("level", Entries.level(entry))
                .add("thread", Entries.thread(entry))
                .add("logger", Entries.logger(entry))
                .add("message", String.valueOf(formatMessage(entry)));
        Entries.trace(entry).ifPresent(trace ->
                object.add("exception", String.valueOf(entry.getThrown())).add("trace", trace));
        return object.build().toString() + '\n';
    }
}
