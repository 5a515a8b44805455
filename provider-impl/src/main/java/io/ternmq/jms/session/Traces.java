// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.pattern.TraceContext;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.PropertyMap;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trace context on its way through a program that uses the plain interfaces: what a listener sends belongs to the trace
 * of the message that it was given. Costs one look into the thread for each send. Any thread.
 */
final class Traces {

    private Traces() {}

    /** The message with the context of the calling thread; a context that the program has put in stays. */
    static FrozenMessage write(FrozenMessage message) {
        TraceContext current = TraceContext.current();
        if (current.isNone() || message.properties().contains(TraceContext.TRACEPARENT)) {
            return message;
        }
        Map<String, Object> fields = new HashMap<>();
        put(fields, TraceContext.TRACEPARENT, current.traceparent());
        put(fields, TraceContext.TRACESTATE, current.tracestate());
        put(fields, TraceContext.BAGGAGE, current.baggage());
        return message.toBuilder().properties(message.properties().with(fields)).build();
    }

    private static void put(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /** Calls a listener; meanwhile the context of its message is that of the thread. */
    static void call(MessageListener listener, Message message, TraceContext context) {
        if (context.isNone()) {
            listener.onMessage(message);
            return;
        }
        TraceContext.Scope scope = context.makeCurrent();
        try {
            listener.onMessage(message);
        } finally {
            scope.close();
        }
    }

    /** The context that a message carries. */
    static TraceContext of(PropertyMap properties) {
        return properties.get(TraceContext.TRACEPARENT) instanceof String parent
                ? new TraceContext(
                        parent, text(properties, TraceContext.TRACESTATE), text(properties, TraceContext.BAGGAGE))
                : TraceContext.NONE;
    }

    private static @Nullable String text(PropertyMap properties, String name) {
        return properties.get(name) instanceof String text ? text : null;
    }
}
