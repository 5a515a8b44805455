// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a message belongs to, by the W3C recommendations "Trace Context" and "Baggage". It travels in the
 * string properties {@code traceparent}, {@code tracestate} and {@code baggage}, and is opaque here.
 *
 * @param traceparent trace, parent span and flags, or null for no trace
 * @param tracestate  what vendors add, or null
 * @param baggage     the program's own pairs, or null
 */
public record TraceContext(@Nullable String traceparent, @Nullable String tracestate, @Nullable String baggage) {

    /** Name of the property with trace, parent span and flags. */
    public static final String TRACEPARENT = "traceparent";

    /** Name of the property with what vendors add. */
    public static final String TRACESTATE = "tracestate";

    /** Name of the property with the program's own pairs. */
    public static final String BAGGAGE = "baggage";

    /** No trace. */
    public static final TraceContext NONE = new TraceContext(null, null, null);

    /** Nothing is kept for a thread without a trace: it may outlive the class loader of this class. */
    private static final ThreadLocal<@Nullable TraceContext> CURRENT = new ThreadLocal<>();

    /** Ends the time for which a context is the current one; to be closed on the same thread. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        /** Brings back what was current before. */
        @Override
        void close();
    }

    /**
     * The context of the calling thread.
     *
     * @return what {@link #makeCurrent()} has set, or {@link #NONE}
     */
    public static TraceContext current() {
        TraceContext mine = CURRENT.get();
        return mine == null ? NONE : mine;
    }

    /**
     * The context that a message carries: for a program that receives messages itself, in place of a listener.
     *
     * @param message any provider's
     * @return {@link #NONE} when it carries none
     * @throws JMSException when its properties cannot be read
     */
    public static TraceContext of(Message message) throws JMSException {
        String parent = message.getStringProperty(TRACEPARENT);
        String baggage = message.getStringProperty(BAGGAGE);
        return parent == null && baggage == null
                ? NONE
                : new TraceContext(parent, message.getStringProperty(TRACESTATE), baggage);
    }

    /**
     * Writes this context into a message, whose properties must be writable.
     *
     * @param message any provider's
     * @throws JMSException when the message does not take it
     */
    public void writeTo(Message message) throws JMSException {
        write(message, TRACEPARENT, traceparent);
        write(message, TRACESTATE, tracestate);
        write(message, BAGGAGE, baggage);
    }

    private static void write(Message message, String name, @Nullable String value) throws JMSException {
        if (value != null) {
            message.setStringProperty(name, value);
        }
    }

    /**
     * Makes this the context of the calling thread: what is sent meanwhile belongs to it.
     *
     * @return to be closed when that is over
     */
    public Scope makeCurrent() {
        TraceContext before = current();
        CURRENT.set(this);
        return () -> restore(before);
    }

    /**
     * Runs something with this as the context of the calling thread.
     *
     * @param work runs at once, on this thread
     */
    public void run(Runnable work) {
        Scope scope = makeCurrent();
        try {
            work.run();
        } finally {
            scope.close();
        }
    }

    private static void restore(TraceContext before) {
        if (before.isNone()) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    /**
     * Whether there is nothing to pass on.
     *
     * @return true when all three are null
     */
    public boolean isNone() {
        return traceparent == null && tracestate == null && baggage == null;
    }
}
