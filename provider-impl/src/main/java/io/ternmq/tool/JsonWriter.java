// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON text on one line. Commas come by themselves; that every opening call has its closing one is up to the
 * caller. For one thread.
 */
final class JsonWriter {

    private final StringBuilder out = new StringBuilder();
    private boolean wantsComma;

    /** Begins an object. */
    JsonWriter open() {
        return open('{');
    }

    /** Ends an object. */
    JsonWriter close() {
        return close('}');
    }

    /** Begins an array. */
    JsonWriter openArray() {
        return open('[');
    }

    /** Ends an array. */
    JsonWriter closeArray() {
        return close(']');
    }

    /** The name of the next value. */
    JsonWriter name(String name) {
        comma();
        quote(name);
        out.append(':');
        wantsComma = false;
        return this;
    }

    /** A string, or null. */
    JsonWriter value(@Nullable String text) {
        comma();
        if (text == null) {
            out.append("null");
        } else {
            quote(text);
        }
        return this;
    }

    /** A number. */
    JsonWriter value(long number) {
        return raw(Long.toString(number));
    }

    /** True or false. */
    JsonWriter value(boolean truth) {
        return raw(Boolean.toString(truth));
    }

    /** A number with a fraction; JSON has no other numbers, so that infinity and what is none become strings. */
    JsonWriter value(double number, String digits) {
        return Double.isFinite(number) ? raw(digits) : value(digits);
    }

    /** What is JSON already. */
    JsonWriter raw(String json) {
        comma();
        out.append(json);
        return this;
    }

    private JsonWriter open(char bracket) {
        comma();
        out.append(bracket);
        wantsComma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        out.append(bracket);
        wantsComma = true;
        return this;
    }

    private void comma() {
        if (wantsComma) {
            out.append(',');
        }
        wantsComma = true;
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"' || next == '\\') {
                out.append('\\').append(next);
            } else if (next < ' ' || next == '\u007F' || isAlone(text, i)) {
                out.append(String.format("\\u%04x", (int) next));
            } else {
                out.append(next);
            }
        }
        out.append('"');
    }

    /** Half of a pair without the other half has no form in UTF-8. */
    private static boolean isAlone(String text, int at) {
        char unit = text.charAt(at);
        if (Character.isHighSurrogate(unit)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(unit) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
