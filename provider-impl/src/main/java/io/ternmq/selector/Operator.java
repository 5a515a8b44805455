// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import org.jspecify.annotations.Nullable;

/** The binary operators of arithmetic, over {@code long} when both sides are exact and over {@code double} if not. */
enum Operator {
    PLUS,
    MINUS,
    TIMES,
    DIVIDE;

    /** Returns the operator that a token stands for; the caller has made sure that it is one. */
    static Operator of(TokenType token) {
        return valueOf(token.name());
    }

    /** Computes a {@code Long} or {@code Double}; null for an exact division by zero. */
    @Nullable Number apply(Number left, Number right) {
        if (Numbers.isExact(left) && Numbers.isExact(right)) {
            return exact(left.longValue(), right.longValue());
        }
        return approximate(left.doubleValue(), right.doubleValue());
    }

    private @Nullable Long exact(long left, long right) {
        return switch (this) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case DIVIDE -> right == 0 ? null : Long.valueOf(left / right);
        };
    }

    private Double approximate(double left, double right) {
        return switch (this) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case DIVIDE -> left / right;
        };
    }
}
