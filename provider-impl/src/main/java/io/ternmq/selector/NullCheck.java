// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** {@code IS NULL} and {@code IS NOT NULL}; never unknown. */
record NullCheck(boolean negated, Variable variable) implements Condition {

    @Override
    public Truth test(Variables variables) {
        return Truth.of((variable.value(variables) == null) != negated);
    }
}
