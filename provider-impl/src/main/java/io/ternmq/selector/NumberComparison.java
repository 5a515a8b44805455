// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/**
 * Compares with a constant number.
 *
 * @param exact whether the constant is a {@code long}
 * @param whole the constant when exact
 * @param real the constant as {@code double}
 */
record NumberComparison(Operand operand, Relation relation, boolean exact, long whole, double real)
        implements Condition {

    static NumberComparison of(Operand operand, Relation relation, Number constant) {
        boolean exact = Numbers.isExact(constant);
        return new NumberComparison(operand, relation, exact, constant.longValue(), constant.doubleValue());
    }

    @Override
    public Truth test(Variables variables) {
        Object value = operand.value(variables);
        if (value == null) {
            return Truth.UNKNOWN;
        }
        return value instanceof Number number ? relation.accepts(order(number)) : Truth.FALSE;
    }

    private int order(Number number) {
        if (exact && Numbers.isExact(number)) {
            return Order.of(number.longValue(), whole);
        }
        return Order.of(number.doubleValue(), real);
    }
}
