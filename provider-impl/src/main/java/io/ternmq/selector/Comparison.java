// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** Compares two computed values. */
record Comparison(Operand left, Relation relation, Operand right) implements Condition {

    /** Picks the cheapest condition that says the same. */
    static Condition of(Operand left, Relation relation, Operand right) {
        if (right instanceof Literal literal) {
            return withConstant(left, relation, literal);
        }
        if (left instanceof Literal literal) {
            return withConstant(right, relation.mirrored(), literal);
        }
        return new Comparison(left, relation, right);
    }

    private static Condition withConstant(Operand operand, Relation relation, Literal literal) {
        if (literal.constant() instanceof Number number) {
            return NumberComparison.of(operand, relation, number);
        }
        if (literal.constant() instanceof String string && !relation.isOrdering()) {
            return new StringComparison(operand, relation, string);
        }
        return new Comparison(operand, relation, literal);
    }

    @Override
    public Truth test(Variables variables) {
        return relation.test(left.value(variables), right.value(variables));
    }
}
