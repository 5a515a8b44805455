// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.otel;

import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.ternmq.api.pattern.TraceContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contexts of OpenTelemetry as what travels, by the W3C's recommendations, whatever the process is set to. */
final class W3c {

    private static final TextMapPropagator PROPAGATOR = TextMapPropagator.composite(
            W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance());

    private W3c() {}

    static TraceContext inject(Context context) {
        Map<String, String> fields = new HashMap<>();
        PROPAGATOR.inject(context, fields, (map, name, value) -> {
            if (map != null) {
                map.put(name, value);
            }
        });
        return fields.isEmpty()
                ? TraceContext.NONE
                : new TraceContext(
                        fields.get(TraceContext.TRACEPARENT),
                        fields.get(TraceContext.TRACESTATE),
                        fields.get(TraceContext.BAGGAGE));
    }

    static Context extract(TraceContext travelling, Context into) {
        return travelling.isNone() ? into : PROPAGATOR.extract(into, travelling, Fields.ALL);
    }

    private enum Fields implements TextMapGetter<TraceContext> {
        ALL;

        @Override
        public @Nullable String get(@Nullable TraceContext carrier, String key) {
            if (carrier == null) {
                return null;
            }
            return switch (key) {
                case TraceContext.TRACEPARENT -> carrier.traceparent();
                case TraceContext.TRACESTATE -> carrier.tracestate();
                case TraceContext.BAGGAGE -> carrier.baggage();
                default -> null;
            };
        }
    }
}
