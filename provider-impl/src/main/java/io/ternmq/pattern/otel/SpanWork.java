// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.otel;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.pattern.Tracing;

/** A span that is current, for OpenTelemetry and for what is sent. Owner: the thread that began it. */
final class SpanWork implements Tracing.Work {

    private final Span span;
    private final TraceContext context;
    private final Scope scope;
    private final TraceContext.Scope sends;

    @SuppressWarnings("MustBeClosedChecker") // closed by close()
    private SpanWork(Span span, Context whole) {
        this.span = span;
        this.context = W3c.inject(whole);
        this.scope = whole.makeCurrent();
        this.sends = context.makeCurrent();
    }

    static SpanWork begin(SpanBuilder builder, Context parent) {
        Span span = builder.startSpan();
        return new SpanWork(span, parent.with(span));
    }

    @Override
    public TraceContext context() {
        return context;
    }

    @Override
    public void failed(Throwable why) {
        span.recordException(why);
        span.setAttribute(Attributes.ERROR_TYPE, why.getClass().getName());
        span.setStatus(StatusCode.ERROR, String.valueOf(why.getMessage()));
    }

    @Override
    public void close() {
        sends.close();
        scope.close();
        span.end();
    }
}
