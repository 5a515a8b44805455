// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe.microprofile;

import io.ternmq.cdi.observe.Figure;
import io.ternmq.cdi.observe.MeterSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Figures in a MicroProfile registry. That has no counters or timers that read a value from elsewhere, so that all are
 * gauges. One call at a time.
 */
final class MicroProfileMeters implements MeterSink {

    private final MetricRegistry registry;
    private final Runnable release;
    private final List<MetricID> meters = new ArrayList<>();

    /**
     * None yet.
     *
     * @param release lets go of the registry, once nothing of ours is in it any more
     */
    MicroProfileMeters(MetricRegistry registry, Runnable release) {
        this.registry = registry;
        this.release = release;
    }

    @Override
    public void counter(Figure figure, Map<String, String> labels, LongSupplier value) {
        add(figure, "", MetricUnits.NONE, labels, value);
    }

    @Override
    public void gauge(Figure figure, Map<String, String> labels, LongSupplier value) {
        add(figure, "", MetricUnits.NONE, labels, value);
    }

    @Override
    public void timer(Figure figure, Map<String, String> labels, LongSupplier count, LongSupplier nanos) {
        add(figure, ".count", MetricUnits.NONE, labels, count);
        add(figure, ".sum", MetricUnits.NANOSECONDS, labels, nanos);
    }

    private void add(Figure figure, String ending, String unit, Map<String, String> labels, LongSupplier value) {
        Metadata metadata = Metadata.builder()
                .withName(figure.text() + ending)
                .withDescription(figure.meaning())
                .withUnit(unit)
                .build();
        Tag[] tags = labels.entrySet().stream()
                .map(label -> new Tag(label.getKey().replace('.', '_'), label.getValue()))
                .toArray(Tag[]::new);
        registry.gauge(metadata, value::getAsLong, tags);
        meters.add(new MetricID(metadata.getName(), tags));
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
        meters.clear();
        release.run();
    }
}
