// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The closed parts of a selector: literals, identifiers and parentheses. Used by one parse, on one thread. */
final class PrimaryParser {

    private final TokenCursor cursor;
    private final Parser whole;
    private final Set<String> identifiers = new LinkedHashSet<>();

    PrimaryParser(TokenCursor cursor, Parser whole) {
        this.cursor = cursor;
        this.whole = whole;
    }

    Set<String> identifiers() {
        return Collections.unmodifiableSet(identifiers);
    }

    Node primary() {
        return switch (cursor.current().type()) {
            case IDENTIFIER -> variable(cursor.take());
            case STRING -> new Literal(cursor.take().text(), Kind.STRING);
            case NUMBER -> number(cursor.take(), false);
            case TRUE, FALSE -> new Literal(cursor.take().type() == TokenType.TRUE, Kind.BOOLEAN);
            case OPEN -> parenthesised();
            default -> throw cursor.unexpected("an identifier, a literal or '('");
        };
    }

    private Node parenthesised() {
        cursor.enter();
        Node content = whole.expression(Binding.OR);
        if (!cursor.at(TokenType.CLOSE)) {
            throw cursor.unexpected("an operator or ')'");
        }
        cursor.take();
        cursor.leave();
        return content;
    }

    private Variable variable(Token token) {
        if (!HeaderNames.mayRead(token.text())) {
            throw cursor.error(token.start(), token.describe() + " cannot be read by a selector",
                    HeaderNames.readable());
        }
        identifiers.add(token.text());
        return new Variable(token.text());
    }

    /** Makes a constant of a number that the caller has taken, with the sign before it. */
    Literal number(Token token, boolean negative) {
        if (!NumericLiteral.isWellFormed(token.text())) {
            throw cursor.error(token.start(), token.describe() + " is not a number",
                    "a Java integer or floating-point literal, and white space before what follows it");
        }
        Number value = NumericLiteral.value(token.text(), negative);
        if (value == null) {
            throw cursor.error(token.start(), token.describe() + " is out of range",
                    "an exact number in the range of long or an approximate one in the range of double");
        }
        return new Literal(value, Kind.NUMBER);
    }
}
