// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.Set;

/** {@code IN} and {@code NOT IN}; both are false for a value that is not a string. */
record Membership(boolean negated, Variable variable, Set<String> members) implements Condition {

    @Override
    public Truth test(Variables variables) {
        Object value = variable.value(variables);
        if (value == null) {
            return Truth.UNKNOWN;
        }
        return Truth.of(value instanceof String string && members.contains(string) != negated);
    }
}
