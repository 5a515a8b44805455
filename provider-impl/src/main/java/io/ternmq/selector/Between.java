// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** {@code a >= low AND a <= high}, or negated {@code a < low OR a > high}, with each operand computed once. */
record Between(boolean negated, Operand operand, Operand low, Operand high) implements Condition {

    @Override
    public Truth test(Variables variables) {
        Object value = operand.value(variables);
        Object least = low.value(variables);
        Object most = high.value(variables);
        return negated
                ? Relation.LESS.test(value, least).or(Relation.GREATER.test(value, most))
                : Relation.GREATER_OR_EQUAL.test(value, least).and(Relation.LESS_OR_EQUAL.test(value, most));
    }
}
