// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

/** A text is no JSON, or not the JSON that was expected. */
final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int column;

    /**
     * Makes one.
     *
     * @param column   which character, counted from 1
     * @param sentence what is wrong there
     */
    JsonException(int column, String sentence) {
        super(sentence);
        this.column = column;
    }

    /** Which character of the text, counted from 1. */
    int column() {
        return column;
    }
}
