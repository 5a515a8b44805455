// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/**
 * How two values stand to each other, one bit each, so that a {@link Relation} is a mask over them. An ordering never
 * accepts {@link #SAME} or {@link #DIFFERENT}: those are the answers for strings and booleans. Nothing accepts
 * {@link #UNLIKE}.
 */
final class Order {

    static final int UNLIKE = 0;
    static final int LESS = 1;
    static final int EQUAL = 2;
    static final int GREATER = 4;
    static final int SAME = 8;
    /** Unequal without an order: two strings, two booleans, or anything and NaN. */
    static final int DIFFERENT = 16;

    private Order() {}

    static int of(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return ofNumbers(a, b);
        }
        if (left.getClass() != right.getClass()) {
            return UNLIKE;
        }
        return left.equals(right) ? SAME : DIFFERENT;
    }

    private static int ofNumbers(Number left, Number right) {
        if (Numbers.isExact(left) && Numbers.isExact(right)) {
            return of(left.longValue(), right.longValue());
        }
        return of(left.doubleValue(), right.doubleValue());
    }

    static int of(long left, long right) {
        if (left == right) {
            return EQUAL;
        }
        return left < right ? LESS : GREATER;
    }

    static int of(double left, double right) {
        if (left < right) {
            return LESS;
        }
        if (left > right) {
            return GREATER;
        }
        return left == right ? EQUAL : DIFFERENT;
    }
}
