// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** Calls the classic interfaces for the simplified ones. */
final class Calls {

    private Calls() {}

    /** A call without a value. */
    interface Action {
        void run() throws JMSException;
    }

    /** A call for a value. */
    interface Call<T> {
        T get() throws JMSException;
    }

    /** A call for a value or none. */
    interface Search<T> {
        @Nullable T get() throws JMSException;
    }

    static void run(Action call) {
        try {
            call.run();
        } catch (JMSException e) {
            throw Refusals.unchecked(e);
        }
    }

    static <T> T get(Call<T> call) {
        try {
            return call.get();
        } catch (JMSException e) {
            throw Refusals.unchecked(e);
        }
    }

    static <T> @Nullable T find(Search<T> call) {
        try {
            return call.get();
        } catch (JMSException e) {
            throw Refusals.unchecked(e);
        }
    }
}
