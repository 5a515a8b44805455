// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.List;

/** Conditions joined by {@code AND}; a flat list, so that a long chain costs no stack. */
final class Conjunction implements Condition {

    private final Condition[] terms;

    Conjunction(List<Condition> terms) {
        this.terms = terms.toArray(Condition[]::new);
    }

    @Override
    public Truth test(Variables variables) {
        Truth result = Truth.TRUE;
        for (Condition term : terms) {
            result = result.and(term.test(variables));
            if (result == Truth.FALSE) {
                return result;
            }
        }
        return result;
    }
}
