// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which messages, and how many of them. */
final class SelectionOptions {

    @Option(
            names = {"-s", "--selector"},
            paramLabel = "SELECTOR",
            description = "Only messages that match, for example \"region = 'north'\".")
    private @Nullable String selector;

    @Option(names = "--limit", paramLabel = "N", description = "At most N messages. Default: all.")
    private @Nullable Long limit;

    Optional<String> selector() {
        return Optional.ofNullable(selector);
    }

    /** How many at most. */
    long limit() {
        if (limit != null && limit < 1) {
            throw new UsageException("--limit is 1 or more, not " + limit);
        }
        return limit == null ? Long.MAX_VALUE : limit;
    }

    /** What is asked of the broker. */
    JsonObject wish() {
        JsonObjectBuilder wish = Json.createObjectBuilder();
        selector().ifPresent(text -> wish.add("selector", text));
        if (limit() != Long.MAX_VALUE) {
            wish.add("limit", limit());
        }
        return wish.build();
    }
}
