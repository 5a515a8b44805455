// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** {@code LIKE} and {@code NOT LIKE}; both are false for a value that is not a string. */
record Like(boolean negated, Variable variable, LikePattern pattern) implements Condition {

    @Override
    public Truth test(Variables variables) {
        Object value = variable.value(variables);
        if (value == null) {
            return Truth.UNKNOWN;
        }
        return Truth.of(value instanceof String string && pattern.matches(string) != negated);
    }
}
