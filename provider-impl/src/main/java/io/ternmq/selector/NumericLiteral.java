// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in the syntax of Java literals. An exact literal is a {@code long} with or without its suffix, so a
 * hexadecimal, octal or binary one is a pattern of 64 bits; an approximate one with the suffix {@code f} is rounded to
 * {@code float} first, and therefore equals the {@code float} property of the same literal.
 */
final class NumericLiteral {

    /* Repetitions are of single characters and possessive, so that matching is linear and never recurses. */
    private static final String DIGITS = "(?!_)[0-9_]++(?<!_)";
    private static final String HEX_DIGITS = "(?!_)[0-9a-fA-F_]++(?<!_)";
    private static final Pattern DECIMAL = Pattern.compile("(?:0|[1-9][0-9_]*+)(?<!_)[lL]?");
    private static final Pattern OCTAL = Pattern.compile("0[0-7_]++(?<!_)[lL]?");
    private static final Pattern HEX = Pattern.compile("0[xX]" + HEX_DIGITS + "[lL]?");
    private static final Pattern BINARY = Pattern.compile("0[bB](?!_)[01_]++(?<!_)[lL]?");
    private static final Pattern FLOATING = Pattern.compile("(?=.*[.eEfFdD])"
            + "(?:" + DIGITS + "(?:\\.(?:" + DIGITS + ")?)?|\\." + DIGITS + ")"
            + "(?:[eE][+-]?" + DIGITS + ")?[fFdD]?");
    private static final Pattern HEX_FLOATING = Pattern.compile("0[xX]"
            + "(?:" + HEX_DIGITS + "\\.?|(?:" + HEX_DIGITS + ")?\\." + HEX_DIGITS + ")"
            + "[pP][+-]?" + DIGITS + "[fFdD]?");

    private NumericLiteral() {}

    /**
     * Finds the end of everything that sticks to a number, be it well formed or not: {@code 1abc} is one wrong number
     * and not a number followed by a name.
     */
    static int end(String text, int start) {
        boolean hex = text.startsWith("0x", start) || text.startsWith("0X", start);
        int end = start;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (c != '.' && !Character.isJavaIdentifierPart(c) && !isExponentSign(text, start, end, hex)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static boolean isExponentSign(String text, int start, int at, boolean hex) {
        char sign = text.charAt(at);
        if ((sign != '+' && sign != '-') || at == start) {
            return false;
        }
        char marker = text.charAt(at - 1);
        return hex ? marker == 'p' || marker == 'P' : marker == 'e' || marker == 'E';
    }

    static boolean isWellFormed(String literal) {
        return isExact(literal) || FLOATING.matcher(literal).matches() || HEX_FLOATING.matcher(literal).matches();
    }

    private static boolean isExact(String literal) {
        return DECIMAL.matcher(literal).matches() || OCTAL.matcher(literal).matches()
                || HEX.matcher(literal).matches() || BINARY.matcher(literal).matches();
    }

    /**
     * Computes the value of a well-formed literal under an optional minus sign, which belongs here because the smallest
     * {@code long} has no positive counterpart.
     *
     * @return a {@code Long} or {@code Double}, or null when the literal is out of range
     */
    static @Nullable Number value(String literal, boolean negative) {
        String plain = literal.replace("_", "");
        try {
            if (isExact(literal)) {
                return exact(plain, negative);
            }
            return approximate(plain, negative);
        } catch (NumberFormatException outOfRange) {
            return null;
        }
    }

    private static Long exact(String plain, boolean negative) {
        String digits = plain.endsWith("L") || plain.endsWith("l") ? plain.substring(0, plain.length() - 1) : plain;
        if (digits.length() == 1 || digits.charAt(0) != '0') {
            return Long.parseLong(negative ? "-" + digits : digits);
        }
        long bits = switch (digits.charAt(1)) {
            case 'x', 'X' -> Long.parseUnsignedLong(digits.substring(2), 16);
            case 'b', 'B' -> Long.parseUnsignedLong(digits.substring(2), 2);
            default -> Long.parseUnsignedLong(digits, 8);
        };
        return negative ? -bits : bits;
    }

    private static @Nullable Double approximate(String plain, boolean negative) {
        boolean hex = plain.startsWith("0x") || plain.startsWith("0X");
        boolean single = plain.endsWith("f") || plain.endsWith("F");
        double value = single ? Float.parseFloat(plain) : Double.parseDouble(plain);
        boolean vanished = value == 0 && hasNonZeroDigit(plain, hex);
        if (Double.isInfinite(value) || vanished) {
            return null;
        }
        return negative ? -value : value;
    }

    private static boolean hasNonZeroDigit(String plain, boolean hex) {
        for (int i = hex ? 2 : 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (hex ? c == 'p' || c == 'P' : c == 'e' || c == 'E') {
                return false;
            }
            if (Character.digit(c, hex ? 16 : 10) > 0) {
                return true;
            }
        }
        return false;
    }
}
