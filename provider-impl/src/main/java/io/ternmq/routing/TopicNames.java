// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

/**
 * The rules for destination names, of topics and of queues alike.
 *
 * <p>A name is one or more levels with a dot between two of them, such as {@code orders.eu.created}. No level is
 * empty; white space, control characters and halves of surrogate pairs are refused, because they look alike or cannot
 * be carried; {@code *}, {@code #} and {@code >} are kept for patterns.
 */
public final class TopicNames {

    /** How many characters a name or a pattern has at most. */
    public static final int MAX_LENGTH = 1_024;

    /** How many levels a name or a pattern has at most. */
    public static final int MAX_LEVELS = 128;

    private static final int SHOWN = 80;

    private TopicNames() {
    }

    /**
     * Accepts a name to which a message can be sent: a legal one without wildcards.
     *
     * @param name the name
     * @return the same name
     * @throws IllegalArgumentException when it is not such a name; the message says what is wrong, and where
     */
    public static String requireLiteral(String name) {
        requireShape("name", name);
        for (int i = 0; i < name.length(); i++) {
            if (isWildcard(name.charAt(i))) {
                throw refusal("name", name, "contains the wildcard " + name.charAt(i) + " at character " + (i + 1)
                        + "; wildcards belong into patterns, a message is sent to one destination");
            }
        }
        return name;
    }

    /** Checks what names and patterns have in common: length, levels, characters. */
    static void requireShape(String kind, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("A " + kind + " must not be empty");
        }
        if (text.length() > MAX_LENGTH) {
            throw refusal(kind, text, "has " + text.length() + " characters; " + MAX_LENGTH + " are the limit");
        }
        int levels = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '.') {
                levels++;
            }
            requireLevelAt(kind, text, i);
            requireLegalAt(kind, text, i);
        }
        if (levels > MAX_LEVELS) {
            throw refusal(kind, text, "has " + levels + " levels; " + MAX_LEVELS + " are the limit");
        }
    }

    static boolean isWildcard(char c) {
        return c == '*' || c == '#' || c == '>';
    }

    static IllegalArgumentException refusal(String kind, String text, String why) {
        return new IllegalArgumentException("The " + kind + " " + quote(text) + " " + why);
    }

    private static void requireLevelAt(String kind, String text, int i) {
        if (text.charAt(i) != '.') {
            return;
        }
        if (i == 0) {
            throw refusal(kind, text, "begins with a dot; its first level is empty");
        }
        if (i == text.length() - 1) {
            throw refusal(kind, text, "ends with a dot; its last level is empty");
        }
        if (text.charAt(i - 1) == '.') {
            throw refusal(kind, text, "has an empty level at character " + (i + 1) + ", between two dots");
        }
    }

    private static void requireLegalAt(String kind, String text, int i) {
        char c = text.charAt(i);
        String what = null;
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            what = "white space";
        } else if (Character.isISOControl(c)) {
            what = "a control character";
        } else if (isHalfPair(text, i)) {
            what = "half of a surrogate pair";
        }
        if (what != null) {
            throw refusal(kind, text, String.format("contains %s (U+%04X) at character %d", what, (int) c, i + 1));
        }
    }

    private static boolean isHalfPair(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /** The text for a message: in quotes, short enough to read, with nothing in it that a log would not show. */
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
            char c = text.charAt(i);
            boolean blank = c != ' ' && (Character.isWhitespace(c) || Character.isSpaceChar(c));
            boolean plain = !blank && !Character.isISOControl(c) && !Character.isSurrogate(c);
            quoted.append(plain ? String.valueOf(c) : String.format("\\u%04X", (int) c));
        }
        return quoted.append(text.length() > SHOWN ? "…\"" : "\"").toString();
    }
}
