// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.spi;

import java.text.Normalizer;
import java.util.Set;

/**
 * Brings names and passwords into the one form in which they are hashed and compared, so that it does not matter how a
 * keyboard put an accent together: SASLprep, RFC 4013, over the character data of this Java runtime.
 */
public final class SaslPrep {

    /** Characters that are mapped to nothing. */
    private static final String NOTHING = "\u00AD\u034F\u1806\u180B\u180C\u180D\u200B\u200C\u200D\u2060\uFEFF"
            + "\uFE00\uFE01\uFE02\uFE03\uFE04\uFE05\uFE06\uFE07\uFE08\uFE09\uFE0A\uFE0B\uFE0C\uFE0D\uFE0E\uFE0F";

    private static final Set<Integer> FORBIDDEN_TYPES = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.PRIVATE_USE,
            (int) Character.UNASSIGNED,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);

    private static final int FIRST_NON_CHARACTER = 0xFFFE;
    private static final int ARABIC_NON_CHARACTERS = 0xFDD0;
    private static final int LAST_ARABIC_NON_CHARACTER = 0xFDEF;

    private SaslPrep() {}

    /**
     * Prepares a text.
     *
     * @param text the text; it is not changed
     * @return the prepared text, which may be the same object
     * @throws IllegalArgumentException when it has a character that must not be there; the message does not quote it
     */
    public static CharSequence prepare(CharSequence text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> map(c, mapped));
        String prepared = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        prepared.codePoints().forEach(SaslPrep::requireAllowed);
        requireOneDirection(prepared);
        return prepared;
    }

    private static void map(int c, StringBuilder out) {
        boolean isSpace = Character.getType(c) == Character.SPACE_SEPARATOR;
        if (isSpace) {
            out.append(' ');
        } else if (NOTHING.indexOf(c) < 0) {
            out.appendCodePoint(c);
        }
    }

    private static void requireAllowed(int c) {
        int type = Character.getType(c);
        boolean isForbiddenType = FORBIDDEN_TYPES.contains(type);
        boolean isNoCharacter = (c & FIRST_NON_CHARACTER) == FIRST_NON_CHARACTER
                || (c >= ARABIC_NON_CHARACTERS && c <= LAST_ARABIC_NON_CHARACTER) || (c >= 0xFFF9 && c <= 0xFFFD)
                || (c >= 0x2FF0 && c <= 0x2FFB);
        if (isForbiddenType || isNoCharacter) {
            throw new IllegalArgumentException("has a character that is not allowed, such as a control character");
        }
    }

    /** A text with letters of a script that runs from right to left has no others, and begins and ends with one. */
    private static void requireOneDirection(String text) {
        if (text.codePoints().noneMatch(SaslPrep::runsLeft)) {
            return;
        }
        boolean isMixed = text.codePoints().anyMatch(
                c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT);
        if (isMixed || !runsLeft(text.codePointAt(0)) || !runsLeft(text.codePointBefore(text.length()))) {
            throw new IllegalArgumentException("mixes letters that run to the right with letters that run to the left");
        }
    }

    private static boolean runsLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
