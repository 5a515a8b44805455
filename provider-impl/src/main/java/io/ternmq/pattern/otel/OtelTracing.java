// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.otel;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.pattern.Tracing;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A producer's span around each send, a consumer's around each handling, named and described as the semantic
 * conventions of OpenTelemetry have it. What is current in OpenTelemetry goes before what came with a message. Any
 * thread; a span is ended on the one that began it.
 */
public final class OtelTracing implements Tracing {

    private static final String SCOPE = "io.ternmq";

    private final Supplier<OpenTelemetry> library;
    private final boolean linksOnly;
    private final String system;

    /**
     * Tracing with an instance of OpenTelemetry.
     *
     * @param library   the instance, asked each time
     * @param linksOnly whether handling a single message is linked, too, and not a child
     * @param system    which messaging system it is
     */
    public OtelTracing(Supplier<OpenTelemetry> library, boolean linksOnly, String system) {
        this.library = library;
        this.linksOnly = linksOnly;
        this.system = system;
    }

    /** Tracing with the instance of the process, however late that is set. */
    public static OtelTracing ofProcess(boolean linksOnly, String system) {
        return new OtelTracing(GlobalOpenTelemetry::getOrNoop, linksOnly, system);
    }

    @Override
    public Work sending(Channel channel, @Nullable TraceContext given) {
        Context parent = given != null ? W3c.extract(given, Context.root()) : current();
        SpanBuilder builder = tracer().spanBuilder("send " + channel.name())
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(parent);
        Attributes.describe(builder, system, "send", channel);
        return SpanWork.begin(builder, parent);
    }

    /** Without a span of OpenTelemetry, what came with the message that is being handled. */
    private static Context current() {
        Context current = Context.current();
        return Span.fromContext(current).getSpanContext().isValid()
                ? current
                : W3c.extract(TraceContext.current(), current);
    }

    @Override
    public Work handling(Incoming<?> message) {
        Context sender = W3c.extract(message.trace(), Context.root());
        Context parent = linksOnly ? Context.root() : sender;
        SpanBuilder builder = processing(message.channel(), parent);
        Attributes.describe(builder, message);
        if (linksOnly) {
            link(builder, sender);
        }
        return SpanWork.begin(builder, parent);
    }

    @Override
    public Work handling(List<? extends Incoming<?>> batch) {
        SpanBuilder builder = processing(batch.isEmpty() ? null : batch.get(0).channel(), Context.root());
        Attributes.describe(builder, batch.size());
        for (Incoming<?> message : batch) {
            link(builder, W3c.extract(message.trace(), Context.root()));
        }
        return SpanWork.begin(builder, Context.root());
    }

    private SpanBuilder processing(@Nullable Channel channel, Context parent) {
        SpanBuilder builder = tracer().spanBuilder(channel == null ? "process" : "process " + channel.name())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent);
        Attributes.describe(builder, system, "process", channel);
        return builder;
    }

    private static void link(SpanBuilder builder, Context sender) {
        SpanContext span = Span.fromContext(sender).getSpanContext();
        if (span.isValid()) {
            builder.addLink(span);
        }
    }

    private Tracer tracer() {
        return library.get().getTracer(SCOPE);
    }
}
