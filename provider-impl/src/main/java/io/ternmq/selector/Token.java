// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/**
 * One word of a selector.
 *
 * @param type what it is
 * @param start zero-based index of its first character
 * @param text as written, except that a string literal is held without quotes and with its doubled quotes halved
 */
record Token(TokenType type, int start, String text) {

    private static final int SHOWN = 40;

    /** Names this token in an error message. */
    String describe() {
        return switch (type) {
            case END -> "end of the selector";
            case STRING -> "the string '" + abbreviated() + "'";
            default -> "'" + abbreviated() + "'";
        };
    }

    private String abbreviated() {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
