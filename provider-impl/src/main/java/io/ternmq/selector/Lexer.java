// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** Cuts a selector into tokens, one at a call. Used by one parse, on one thread. */
final class Lexer {

    private final String text;
    private int position;

    Lexer(String text) {
        this.text = text;
    }

    /** Returns the next token; at the end {@link TokenType#END}, again and again. */
    Token next() {
        while (position < text.length() && isWhitespace(text.charAt(position))) {
            position++;
        }
        if (position == text.length()) {
            return new Token(TokenType.END, position, "");
        }
        int first = text.codePointAt(position);
        if (first == '\'') {
            return string();
        }
        if (startsNumber(first)) {
            return token(TokenType.NUMBER, NumericLiteral.end(text, position));
        }
        return Character.isJavaIdentifierStart(first) ? word() : symbol(first);
    }

    private static boolean isWhitespace(char c) {
        return c == ' ' || c == '\t' || c == '\f' || c == '\n' || c == '\r';
    }

    private boolean startsNumber(int first) {
        return isDigit(first) || (first == '.' && isDigit(peek(1)));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Returns the character so many places ahead, or NUL past the end. */
    private char peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : '\0';
    }

    private Token token(TokenType type, int end) {
        Token token = new Token(type, position, text.substring(position, end));
        position = end;
        return token;
    }

    private Token string() {
        int start = position;
        StringBuilder content = new StringBuilder();
        int from = start + 1;
        while (true) {
            int quote = text.indexOf('\'', from);
            if (quote < 0) {
                throw error("string literal without end", "a closing single quote");
            }
            content.append(text, from, quote);
            from = quote + 2;
            if (from > text.length() || text.charAt(quote + 1) != '\'') {
                position = quote + 1;
                return new Token(TokenType.STRING, start, content.toString());
            }
            content.append('\'');
        }
    }

    private Token word() {
        int end = position;
        while (end < text.length() && Character.isJavaIdentifierPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return token(ReservedWords.classify(text.substring(position, end)), end);
    }

    private Token symbol(int first) {
        return switch (first) {
            case '<', '>', '=' -> relation(first);
            case '+' -> token(TokenType.PLUS, position + 1);
            case '-' -> token(TokenType.MINUS, position + 1);
            case '*' -> token(TokenType.TIMES, position + 1);
            case '/' -> token(TokenType.DIVIDE, position + 1);
            case '(' -> token(TokenType.OPEN, position + 1);
            case ')' -> token(TokenType.CLOSE, position + 1);
            case ',' -> token(TokenType.COMMA, position + 1);
            default -> throw strayCharacter(first);
        };
    }

    private Token relation(int first) {
        char second = peek(1);
        if (first == '=') {
            return token(TokenType.EQUAL, position + 1);
        }
        if (second == '=') {
            return token(first == '<' ? TokenType.LESS_OR_EQUAL : TokenType.GREATER_OR_EQUAL, position + 2);
        }
        if (first == '<' && second == '>') {
            return token(TokenType.NOT_EQUAL, position + 2);
        }
        return token(first == '<' ? TokenType.LESS : TokenType.GREATER, position + 1);
    }

    private SelectorSyntaxException strayCharacter(int first) {
        return switch (first) {
            case '"' -> error("double quote", "a string literal in single quotes");
            case '!' -> error("'!'", "'<>' for not equal, or NOT");
            default -> error(String.format("character '%s' (U+%04X)", Character.toString(first), first),
                    "an identifier, a literal or an operator");
        };
    }

    private SelectorSyntaxException error(String problem, String expected) {
        return new SelectorSyntaxException(problem, expected, text, position);
    }
}
