// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** How tightly the operators bind, from the loosest to the tightest. */
enum Binding {
    /** What is no operator: the end, a closing parenthesis, a comma, or something out of place. */
    NONE,
    OR,
    AND,
    NOT,
    PREDICATE,
    SUM,
    PRODUCT,
    SIGN;

    /** Returns how tightly a token binds when it follows an operand. */
    static Binding of(TokenType operator) {
        return switch (operator) {
            case OR -> OR;
            case AND -> AND;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> PREDICATE;
            case NOT, BETWEEN, IN, LIKE, IS -> PREDICATE;
            case PLUS, MINUS -> SUM;
            case TIMES, DIVIDE -> PRODUCT;
            default -> NONE;
        };
    }

    boolean looserThan(Binding other) {
        return compareTo(other) < 0;
    }

    /** Returns how loose the operands to the right of an operator that chains may be. */
    Binding ofRightOperand() {
        return switch (this) {
            case OR -> AND;
            case AND -> NOT;
            case SUM -> PRODUCT;
            default -> SIGN;
        };
    }
}
