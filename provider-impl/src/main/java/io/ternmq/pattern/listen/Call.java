// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen;

import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.Acknowledgement;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.work.ScheduleView;
import jakarta.jms.JMSException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method of a bean, and what it is called with.
 *
 * @param method    accessible
 * @param body      type of the payload; {@code Void} when the method takes none
 * @param arguments one for each parameter
 * @param settles   whether one of them is the handle that settles the message
 * @param result    what becomes of what it returns
 */
public record Call(Method method, PayloadType<?> body, List<Argument> arguments, boolean settles, Result result) {

    /** What becomes of what a method returns. */
    public enum Result {
        /** It returns nothing. */
        NOTHING,
        /** It is the reply. */
        REPLY,
        /** It is a stage, which completes with nothing. */
        STAGE,
        /** It is a stage, which completes with the reply. */
        REPLY_STAGE,
        /** It is the outcome of a batch. */
        OUTCOME,
        /** It is a stage, which completes with the outcome of a batch. */
        OUTCOME_STAGE
    }

    /** Takes a value for a parameter out of what was received. */
    @FunctionalInterface
    public interface Argument {

        /**
         * The value.
         *
         * @throws JMSException      when the provider fails
         * @throws ProviderException when the message has none that fits; a failure of the attempt
         */
        @Nullable Object of(Given given) throws JMSException;
    }

    /**
     * What was received.
     *
     * @param messages one, or those of a batch; none when a method runs because it is time
     * @param handle   that settles the message, or null
     * @param moment   the schedule that has run, or null
     */
    public record Given(
            List<? extends Incoming<?>> messages, @Nullable Acknowledgement handle, @Nullable ScheduleView moment) {

        /** Messages, without a handle. */
        public static Given of(List<? extends Incoming<?>> messages) {
            return new Given(messages, null, null);
        }

        /** The one message. */
        public Incoming<?> message() {
            return messages.get(0);
        }
    }

    /** Values that nobody changes. */
    public Call {
        arguments = List.copyOf(arguments);
    }

    /**
     * Calls the method.
     *
     * @param bean an instance or a proxy
     * @return what it returns
     * @throws Exception what it throws, or what keeps it from being called
     */
    public @Nullable Object on(Object bean, Given given) throws Exception {
        @Nullable Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).of(given);
        }
        try {
            return method.invoke(bean, values);
        } catch (InvocationTargetException e) {
            throw thrown(e);
        }
    }

    private static Exception thrown(InvocationTargetException e) {
        Throwable cause = e.getTargetException();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof Exception exception ? exception : e;
    }
}
