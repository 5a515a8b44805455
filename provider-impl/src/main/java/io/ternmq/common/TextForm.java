// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

/** The forms in which texts are written. */
enum TextForm {
    /** One byte a character. */
    LATIN(0),
    /** One byte to four. */
    UTF_8(1),
    /** Two bytes a character, the higher first. */
    UTF_16(2);

    private static final int FORMS = 3;

    private final int code;

    TextForm(int code) {
        this.code = code;
    }

    /** The number in front of a text; 0 is left for null. */
    long header(long length) {
        return 1 + FORMS * length + code;
    }

    /** The form that a number in front of a text, at least 1, speaks of. */
    static TextForm of(long header) {
        return switch ((int) ((header - 1) % FORMS)) {
            case 0 -> LATIN;
            case 1 -> UTF_8;
            default -> UTF_16;
        };
    }

    /** How many bytes follow a number, at least 1. */
    static long length(long header) {
        return (header - 1) / FORMS;
    }

    /** Whether UTF-8 can say a text in three quarters of the bytes of UTF-16. */
    static boolean isShortInUtf8(String text) {
        int length = text.length();
        int allowed = length / 2;
        int beyondOne = 0;
        for (int i = 0; i < length && beyondOne <= allowed; i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (!Character.isHighSurrogate(unit)
                        || ++i == length
                        || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
                beyondOne += 2;
            } else if (unit > '\u007F') {
                beyondOne += unit > '\u07FF' ? 2 : 1;
            }
        }
        return beyondOne <= allowed;
    }
}
