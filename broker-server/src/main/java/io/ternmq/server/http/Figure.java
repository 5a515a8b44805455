// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;

/**
 * One row of the table of figures.
 *
 * @param name  its name without what the exposition adds
 * @param unit  its unit, or empty for a number of things
 * @param grows whether it only grows while the broker runs
 * @param help  what it says, in half a sentence
 * @param value reads it
 */
record Figure<T>(String name, String unit, boolean grows, String help, ToDoubleFunction<T> value) {

    static <T> Figure<T> gauge(String name, String unit, String help, ToDoubleFunction<T> value) {
        return new Figure<>(name, unit, false, help, value);
    }

    static <T> Figure<T> counter(String name, String help, ToDoubleFunction<T> value) {
        return new Figure<>(name, "", true, help, value);
    }

    /** The same figure of something else, which begins with a prefix. */
    Figure<T> under(String prefix) {
        return new Figure<>(prefix + name, unit, grows, help, value);
    }

    /** Adds what it says about a subject; the subject has to be held by others while the registry is read. */
    void addTo(MeterRegistry registry, Tags tags, T subject) {
        if (grows) {
            FunctionCounter.builder(name, subject, value).tags(tags).description(help).register(registry);
        } else {
            Gauge.builder(name, subject, value)
                    .tags(tags)
                    .description(help)
                    .baseUnit(unit.isEmpty() ? null : unit)
                    .register(registry);
        }
    }

    /** How it is called in a scrape. */
    String shownName() {
        return name.replace('.', '_') + (unit.isEmpty() ? "" : '_' + unit) + (grows ? "_total" : "");
    }
}
