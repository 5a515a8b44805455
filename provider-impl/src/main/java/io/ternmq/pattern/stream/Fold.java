// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import java.util.List;
import java.util.function.BiFunction;

/**
 * How events make an object.
 *
 * @param initial state of an object without events
 * @param step    the state after one more event
 */
record Fold<E, S>(S initial, BiFunction<? super S, ? super E, ? extends S> step) {

    S after(S state, E event) {
        return step.apply(state, event);
    }

    S after(S state, List<? extends E> events) {
        S at = state;
        for (E event : events) {
            at = after(at, event);
        }
        return at;
    }
}
