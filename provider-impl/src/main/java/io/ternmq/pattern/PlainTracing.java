// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.TraceContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands the context on from what comes in to what goes out, and makes no spans of its own. Any thread. */
public final class PlainTracing implements Tracing {

    /** Tracing without OpenTelemetry. */
    public PlainTracing() {}

    @Override
    public Work sending(Channel channel, @Nullable TraceContext given) {
        return new Passing(given == null ? TraceContext.current() : given, () -> {});
    }

    @Override
    public Work handling(Incoming<?> message) {
        TraceContext context = message.trace();
        return new Passing(context, context.makeCurrent());
    }

    /** What belongs to several traces belongs to none of them. */
    @Override
    public Work handling(List<? extends Incoming<?>> batch) {
        return new Passing(TraceContext.NONE, TraceContext.NONE.makeCurrent());
    }

    private record Passing(TraceContext context, TraceContext.Scope scope) implements Work {

        @Override
        public void failed(Throwable why) {
            // nobody is told of it here
        }

        @Override
        public void close() {
            scope.close();
        }
    }
}
