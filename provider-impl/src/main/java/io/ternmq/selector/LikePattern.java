// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.Arrays;

/**
 * A compiled {@code LIKE} pattern. The common shapes become one call on the string; the others are matched greedily,
 * going back to the last {@code %} only, so the work is at most the product of both lengths.
 */
final class LikePattern {

    static final int ANY_ONE = -1;
    static final int ANY_RUN = -2;

    private enum Shape {
        EXACT,
        PREFIX,
        SUFFIX,
        INFIX,
        GENERAL
    }

    private final int[] parts;
    private final Shape shape;
    private final String literal;

    /**
     * Compiles a pattern.
     *
     * @param parts code points, {@link #ANY_ONE} and {@link #ANY_RUN}; the last never twice in a row
     */
    LikePattern(int[] parts) {
        this.parts = parts.clone();
        this.shape = shapeOf(parts);
        int[] plain = Arrays.stream(parts).filter(part -> part >= 0).toArray();
        this.literal = new String(plain, 0, plain.length);
    }

    private static Shape shapeOf(int[] parts) {
        long runs = Arrays.stream(parts).filter(part -> part == ANY_RUN).count();
        boolean startsOpen = runs > 0 && parts[0] == ANY_RUN;
        boolean endsOpen = runs > 0 && parts[parts.length - 1] == ANY_RUN;
        if (runs > 2 || Arrays.stream(parts).anyMatch(part -> part == ANY_ONE)) {
            return Shape.GENERAL;
        }
        if (runs == 2) {
            return startsOpen && endsOpen ? Shape.INFIX : Shape.GENERAL;
        }
        if (runs == 0) {
            return Shape.EXACT;
        }
        if (endsOpen) {
            return Shape.PREFIX;
        }
        return startsOpen ? Shape.SUFFIX : Shape.GENERAL;
    }

    boolean matches(String text) {
        return switch (shape) {
            case EXACT -> text.equals(literal);
            case PREFIX -> text.startsWith(literal);
            case SUFFIX -> text.endsWith(literal);
            case INFIX -> text.contains(literal);
            case GENERAL -> matchesParts(text);
        };
    }

    private boolean matchesParts(String text) {
        int part = 0;
        int at = 0;
        int afterRun = -1;
        int runEnd = 0;
        while (at < text.length()) {
            int wanted = part < parts.length ? parts[part] : Character.MAX_CODE_POINT + 1;
            int c = text.codePointAt(at);
            if (wanted == c || wanted == ANY_ONE) {
                part++;
                at += Character.charCount(c);
            } else if (wanted == ANY_RUN) {
                afterRun = ++part;
                runEnd = at;
            } else if (afterRun >= 0) {
                part = afterRun;
                runEnd += Character.charCount(text.codePointAt(runEnd));
                at = runEnd;
            } else {
                return false;
            }
        }
        return part == parts.length || (part == parts.length - 1 && parts[part] == ANY_RUN);
    }
}
