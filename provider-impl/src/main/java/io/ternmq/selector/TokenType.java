// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** What the lexer tells apart; the label is how an error message names it. */
enum TokenType {
    IDENTIFIER("an identifier"),
    STRING("a string literal"),
    NUMBER("a number"),
    NULL("NULL"),
    TRUE("TRUE"),
    FALSE("FALSE"),
    NOT("NOT"),
    AND("AND"),
    OR("OR"),
    BETWEEN("BETWEEN"),
    LIKE("LIKE"),
    IN("IN"),
    IS("IS"),
    ESCAPE("ESCAPE"),
    EQUAL("'='"),
    NOT_EQUAL("'<>'"),
    LESS("'<'"),
    LESS_OR_EQUAL("'<='"),
    GREATER("'>'"),
    GREATER_OR_EQUAL("'>='"),
    PLUS("'+'"),
    MINUS("'-'"),
    TIMES("'*'"),
    DIVIDE("'/'"),
    OPEN("'('"),
    CLOSE("')'"),
    COMMA("','"),
    END("the end of the selector");

    private final String label;

    TokenType(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
