// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** Compares with a constant string, for equality only. */
record StringComparison(Operand operand, Relation relation, String constant) implements Condition {

    @Override
    public Truth test(Variables variables) {
        Object value = operand.value(variables);
        if (value == null) {
            return Truth.UNKNOWN;
        }
        return value instanceof String string
                ? relation.accepts(string.equals(constant) ? Order.SAME : Order.DIFFERENT)
                : Truth.FALSE;
    }
}
