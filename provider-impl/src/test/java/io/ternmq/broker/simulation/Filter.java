// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.message.FrozenMessage;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A selector as text for the core and as plain code for the model.
 *
 * @param text the selector, or null for everything
 * @param code what it means
 */
record Filter(@Nullable String text, Predicate<FrozenMessage> code) {

    static final String COLOR = "color";
    static final String SIZE = "size";

    static final Filter ALL = new Filter(null, message -> true);

    static final List<Filter> SOME = List.of(
            new Filter("color = 'red'", message -> isRed(message)),
            new Filter("size > 5", message -> sizeOf(message) > 5),
            new Filter("color <> 'red' OR size BETWEEN 2 AND 4",
                    message -> !isRed(message) || (sizeOf(message) >= 2 && sizeOf(message) <= 4)),
            new Filter("JMSPriority > 4", message -> message.priority() > 4));

    private static boolean isRed(FrozenMessage message) {
        return "red".equals(message.properties().get(COLOR));
    }

    private static int sizeOf(FrozenMessage message) {
        return (Integer) message.properties().get(SIZE);
    }

    /** The filter of a selector's text. */
    static Filter of(@Nullable String text) {
        return SOME.stream().filter(filter -> filter.text().equals(text)).findFirst().orElse(ALL);
    }

    boolean accepts(FrozenMessage message) {
        return code.test(message);
    }
}
