// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import io.ternmq.api.pattern.publish.PublisherMetrics;
import io.ternmq.api.pattern.request.RequesterMetrics;
import io.ternmq.cdi.inject.Traffic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The figures of publishers and requesters, given to each sink when there is something to read. */
final class TrafficMeters implements Traffic.Watcher {

    private static final String DEFAULT = "default";

    private final List<MeterSink> sinks;

    TrafficMeters(Collection<MeterSink> sinks) {
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void onPublisher(String channel, String type, String factory, Supplier<PublisherMetrics> metrics) {
        Map<String, String> labels = Map.of(
                "messaging.system", "jms",
                "messaging.destination.name", channel,
                "type", type,
                "factory", factory.isEmpty() ? DEFAULT : factory);
        counter(Figure.PUBLISHED, labels, metrics, PublisherMetrics::sent);
        counter(Figure.UNPUBLISHED, labels, metrics, PublisherMetrics::failed);
        counter(Figure.UNTAKEN, labels, metrics, PublisherMetrics::refused);
        gauge(Figure.IN_FLIGHT, labels, metrics, PublisherMetrics::inFlight);
        counter(Figure.BYTES, labels, metrics, PublisherMetrics::bytes);
    }

    @Override
    public void onRequester(String factory, Supplier<RequesterMetrics> metrics) {
        Map<String, String> labels =
                Map.of("messaging.system", "jms", "factory", factory.isEmpty() ? DEFAULT : factory);
        counter(Figure.ASKED, labels, metrics, RequesterMetrics::sent);
        counter(Figure.ANSWERED, labels, metrics, RequesterMetrics::answered);
        counter(Figure.UNANSWERED, labels, metrics, RequesterMetrics::failed);
        counter(Figure.TIMED_OUT, labels, metrics, RequesterMetrics::timedOut);
        counter(Figure.CANCELLED, labels, metrics, RequesterMetrics::cancelled);
        counter(Figure.UNASKED, labels, metrics, RequesterMetrics::refused);
        counter(Figure.LATE, labels, metrics, RequesterMetrics::late);
        gauge(Figure.OUTSTANDING, labels, metrics, RequesterMetrics::outstanding);
    }

    private <M> void counter(Figure figure, Map<String, String> labels, Supplier<M> all, ToLongFunction<M> one) {
        sinks.forEach(sink -> sink.counter(figure, labels, () -> one.applyAsLong(all.get())));
    }

    private <M> void gauge(Figure figure, Map<String, String> labels, Supplier<M> all, ToLongFunction<M> one) {
        sinks.forEach(sink -> sink.gauge(figure, labels, () -> one.applyAsLong(all.get())));
    }
}
