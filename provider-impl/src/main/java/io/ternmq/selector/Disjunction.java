// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.List;

/** Conditions joined by {@code OR}; a flat list, so that a long chain costs no stack. */
final class Disjunction implements Condition {

    private final Condition[] terms;

    Disjunction(List<Condition> terms) {
        this.terms = terms.toArray(Condition[]::new);
    }

    @Override
    public Truth test(Variables variables) {
        Truth result = Truth.FALSE;
        for (Condition term : terms) {
            result = result.or(term.test(variables));
            if (result == Truth.TRUE) {
                return result;
            }
        }
        return result;
    }
}
