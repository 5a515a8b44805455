// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/**
 * A text that is not a selector. The message says what is wrong and what was expected, and shows the text with a caret
 * under the offending character; a long text is shown in part.
 */
public final class SelectorSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_EACH_SIDE = 60;

    /** Zero-based index into the text. */
    private final int position;

    SelectorSyntaxException(String problem, String expected, String text, int position) {
        super("Invalid selector: " + problem + " at position " + position + "; expected " + expected
                + picture(text, position));
        this.position = position;
    }

    /**
     * Returns where the text stops making sense.
     *
     * @return a zero-based index of a character, or the length of the text when something is missing at its end
     */
    public int position() {
        return position;
    }

    private static String picture(String text, int position) {
        int from = Math.max(0, position - SHOWN_EACH_SIDE);
        int to = Math.min(text.length(), position + SHOWN_EACH_SIDE);
        String before = (from > 0 ? "…" : "") + onOneLine(text.substring(from, position));
        String after = onOneLine(text.substring(position, to)) + (to < text.length() ? "…" : "");
        return "\n    " + before + after + "\n    " + " ".repeat(before.length()) + "^";
    }

    /** Replaces what would break the line or shift the caret, one character for one. */
    private static String onOneLine(String part) {
        return part.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
    }
}
