// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import org.jspecify.annotations.Nullable;

/** The comparison operators. */
enum Relation {
    EQUAL(Order.EQUAL | Order.SAME),
    NOT_EQUAL(Order.LESS | Order.GREATER | Order.DIFFERENT),
    LESS(Order.LESS),
    LESS_OR_EQUAL(Order.LESS | Order.EQUAL),
    GREATER(Order.GREATER),
    GREATER_OR_EQUAL(Order.GREATER | Order.EQUAL);

    private final int accepted;

    Relation(int accepted) {
        this.accepted = accepted;
    }

    static @Nullable Relation of(TokenType token) {
        return switch (token) {
            case EQUAL -> EQUAL;
            case NOT_EQUAL -> NOT_EQUAL;
            case LESS -> LESS;
            case LESS_OR_EQUAL -> LESS_OR_EQUAL;
            case GREATER -> GREATER;
            case GREATER_OR_EQUAL -> GREATER_OR_EQUAL;
            default -> null;
        };
    }

    boolean isOrdering() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    /** Returns the relation that says the same with its sides exchanged. */
    Relation mirrored() {
        return switch (this) {
            case EQUAL, NOT_EQUAL -> this;
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        };
    }

    /** Judges an answer of {@link Order}. */
    Truth accepts(int order) {
        return Truth.of((accepted & order) != 0);
    }

    Truth test(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? Truth.UNKNOWN : accepts(Order.of(left, right));
    }
}
