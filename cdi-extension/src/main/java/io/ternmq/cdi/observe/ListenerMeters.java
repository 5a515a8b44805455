// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import io.ternmq.api.listen.ListenerView;
import io.ternmq.api.pattern.HandlingMetrics;
import io.ternmq.cdi.part.Running;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * The figures of all listeners. Read through what runs, so that a sink that outlives its container holds no listener.
 */
final class ListenerMeters {

    private final Running running;
    private final MeterSink sink;

    ListenerMeters(Running running, MeterSink sink) {
        this.running = running;
        this.sink = sink;
    }

    /** Gives them to the sink. */
    void register() {
        running.listeners().forEach(this::register);
    }

    private void register(ListenerView view) {
        String name = view.name();
        Map<String, String> labels = Map.of(
                "listener", name,
                "messaging.system", "jms",
                "messaging.destination.name", view.channel().name());
        sink.counter(Figure.PROCESSED, labels, figure(name, HandlingMetrics::processed));
        sink.counter(Figure.FAILED, labels, figure(name, HandlingMetrics::failed));
        sink.counter(Figure.RETRIED, labels, figure(name, HandlingMetrics::retried));
        sink.gauge(Figure.RUNNING, labels, of(name, each -> each.state() == ListenerView.State.RUNNING ? 1 : 0));
        sink.timer(
                Figure.DURATION,
                labels,
                figure(name, metrics -> metrics.processed() + metrics.failed()),
                figure(name, HandlingMetrics::totalNanos));
    }

    private LongSupplier figure(String name, ToLongFunction<HandlingMetrics> value) {
        return of(name, view -> value.applyAsLong(view.metrics()));
    }

    private LongSupplier of(String name, ToLongFunction<ListenerView> value) {
        return () -> running.listeners().stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .map(value::applyAsLong)
                .orElse(0L);
    }
}
