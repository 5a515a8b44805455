// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.jms.JmsExceptions;
import jakarta.jms.JMSException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns refusals of the core into checked exceptions, and those into unchecked ones for the simplified interfaces. */
final class Calls {

    private Calls() {}

    /** Calls the core. */
    static void run(Runnable call) throws JMSException {
        try {
            call.run();
        } catch (ProviderException e) {
            throw JmsExceptions.translate(e);
        }
    }

    /** Calls the core for a value. */
    static <T> T get(Supplier<T> call) throws JMSException {
        try {
            return call.get();
        } catch (ProviderException e) {
            throw JmsExceptions.translate(e);
        }
    }

    /** Calls the classic interfaces on behalf of the simplified ones. */
    static void unchecked(Action call) {
        try {
            call.run();
        } catch (JMSException e) {
            throw JmsExceptions.toRuntime(e);
        }
    }

    /** Calls the classic interfaces for a value on behalf of the simplified ones. */
    static <T> T uncheckedGet(Call<T> call) {
        try {
            return call.get();
        } catch (JMSException e) {
            throw JmsExceptions.toRuntime(e);
        }
    }

    /** Calls the classic interfaces for a value or none on behalf of the simplified ones. */
    static <T> @Nullable T uncheckedFind(Search<T> call) {
        try {
            return call.get();
        } catch (JMSException e) {
            throw JmsExceptions.toRuntime(e);
        }
    }

    static JMSException closed(String what) {
        return JmsExceptions.of(ErrorCode.ILLEGAL_STATE, "The " + what + " is closed; create a new one.");
    }

    /** A call without a value. */
    @FunctionalInterface
    interface Action {
        void run() throws JMSException;
    }

    /** A call with a value. */
    @FunctionalInterface
    interface Call<T> {
        T get() throws JMSException;
    }

    /** A call that may find nothing. */
    @FunctionalInterface
    interface Search<T> {
        @Nullable T get() throws JMSException;
    }
}
