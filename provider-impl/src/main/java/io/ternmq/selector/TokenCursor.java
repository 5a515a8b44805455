// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/**
 * The place in the text where a parse stands: the current token, how deep it is nested, and the one way to fail.
 * Used by one parse, on one thread.
 */
final class TokenCursor {

    static final int MAX_LENGTH = 65_536;
    static final int MAX_DEPTH = 256;

    private final String text;
    private final Lexer lexer;
    private Token current;
    private int depth;

    TokenCursor(String text) {
        this.text = text;
        if (text.length() > MAX_LENGTH) {
            throw error(MAX_LENGTH, "text of " + text.length() + " characters", "at most " + MAX_LENGTH);
        }
        this.lexer = new Lexer(text);
        this.current = lexer.next();
    }

    Token current() {
        return current;
    }

    /** Returns where the current token starts. */
    int start() {
        return current.start();
    }

    boolean at(TokenType type) {
        return current.type() == type;
    }

    /** Returns the current token and moves on. */
    Token take() {
        Token taken = current;
        current = lexer.next();
        return taken;
    }

    /** Moves on when the current token is of the type. */
    boolean accept(TokenType type) {
        if (!at(type)) {
            return false;
        }
        take();
        return true;
    }

    Token expect(TokenType type) {
        if (!at(type)) {
            throw unexpected(type.label());
        }
        return take();
    }

    /** Takes a token that opens one more level; pairs with {@link #leave()}. The bound keeps the stack bounded. */
    Token enter() {
        if (depth == MAX_DEPTH) {
            throw error(start(), "too many nested levels", "at most " + MAX_DEPTH);
        }
        depth++;
        return take();
    }

    void leave() {
        depth--;
    }

    SelectorSyntaxException unexpected(String expected) {
        return error(start(), "unexpected " + current.describe(), expected);
    }

    SelectorSyntaxException error(int position, String problem, String expected) {
        return new SelectorSyntaxException(problem, expected, text, position);
    }
}
