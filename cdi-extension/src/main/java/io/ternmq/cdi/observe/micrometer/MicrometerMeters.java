// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.ternmq.cdi.observe.Figure;
import io.ternmq.cdi.observe.MeterSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Figures in a Micrometer registry, which belongs to the program. One call at a time.
 */
final class MicrometerMeters implements MeterSink {

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();
    private final List<LongSupplier> values = new ArrayList<>(); // registries hold them weakly

    MicrometerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void counter(Figure figure, Map<String, String> labels, LongSupplier value) {
        values.add(value);
        meters.add(FunctionCounter.builder(figure.text(), value, LongSupplier::getAsLong)
                .description(figure.meaning())
                .tags(tags(labels))
                .register(registry));
    }

    @Override
    public void gauge(Figure figure, Map<String, String> labels, LongSupplier value) {
        values.add(value);
        meters.add(Gauge.builder(figure.text(), value, LongSupplier::getAsLong)
                .description(figure.meaning())
                .tags(tags(labels))
                .strongReference(true)
                .register(registry));
    }

    @Override
    public void timer(Figure figure, Map<String, String> labels, LongSupplier count, LongSupplier nanos) {
        values.add(count);
        meters.add(FunctionTimer.builder(
                        figure.text(),
                        count,
                        LongSupplier::getAsLong,
                        unused -> nanos.getAsLong(),
                        TimeUnit.NANOSECONDS)
                .description(figure.meaning())
                .tags(tags(labels))
                .register(registry));
    }

    private static Tags tags(Map<String, String> labels) {
        Tags tags = Tags.empty();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            tags = tags.and(label.getKey(), label.getValue());
        }
        return tags;
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
        meters.clear();
        values.clear();
    }
}
