// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON text (RFC 8259), strictly: nothing around it but white space, no name twice in an object, no more than
 * {@value #DEEPEST} values within each other. For one text.
 */
final class JsonReader {

    static final int DEEPEST = 32;

    private static final int HEX_DIGITS = 4;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads a text.
     *
     * @throws JsonException when it is no JSON; names the column
     */
    static JsonValue read(String text) {
        JsonReader reader = new JsonReader(text);
        JsonValue value = reader.value(0);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.wrong("something follows the end of the value");
        }
        return value;
    }

    private JsonValue value(int depth) {
        skipSpace();
        if (depth > DEEPEST) {
            throw wrong("values are nested more than " + DEEPEST + " deep");
        }
        int column = at + 1;
        char first = peek();
        return switch (first) {
            case '{' -> new JsonValue.Members(column, members(depth));
            case '[' -> new JsonValue.Elements(column, elements(depth));
            case '"' -> new JsonValue.Text(column, string());
            case 't' -> new JsonValue.Truth(column, word("true"));
            case 'f' -> new JsonValue.Truth(column, !word("false"));
            case 'n' -> {
                word("null");
                yield new JsonValue.Nothing(column);
            }
            default -> new JsonValue.Numeral(column, number());
        };
    }

    private Map<String, JsonValue> members(int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        at++;
        skipSpace();
        boolean more = peek() != '}';
        while (more) {
            skipSpace();
            int start = at;
            if (peek() != '"') {
                throw wrong("a name in quotation marks is expected");
            }
            String name = string();
            skipSpace();
            expect(':', "a colon");
            if (members.put(name, value(depth + 1)) != null) {
                at = start;
                throw wrong("the name \"" + name + "\" is there a second time");
            }
            skipSpace();
            more = peek() == ',';
            at += more ? 1 : 0;
        }
        expect('}', "a comma or }");
        return members;
    }

    private List<JsonValue> elements(int depth) {
        List<JsonValue> elements = new ArrayList<>();
        at++;
        skipSpace();
        boolean more = peek() != ']';
        while (more) {
            elements.add(value(depth + 1));
            skipSpace();
            more = peek() == ',';
            at += more ? 1 : 0;
        }
        expect(']', "a comma or ]");
        return elements;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        for (char next = peek(); next != '"'; next = peek()) {
            if (next < ' ') {
                throw wrong("a control character in a string must be written as an escape");
            }
            at++;
            string.append(next == '\\' ? escape() : next);
        }
        at++;
        return string.toString();
    }

    private char escape() {
        char kind = peek();
        if (kind == 'u') {
            at++;
            return unit();
        }
        int known = ESCAPES.indexOf(kind);
        if (known < 0) {
            throw wrong("there is no escape \\" + kind);
        }
        at++;
        return ESCAPED.charAt(known);
    }

    private char unit() {
        int unit = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            char digit = peek();
            int value = digit < 128 ? Character.digit(digit, 16) : -1;
            if (value < 0) {
                throw wrong("four hexadecimal digits are expected");
            }
            unit = unit << HEX_DIGITS | value;
            at++;
        }
        return (char) unit;
    }

    private String number() {
        int start = at;
        skip("-");
        if (!skip("0")) {
            digits(start == at ? "a value is expected" : "a digit is expected");
        }
        if (skip(".")) {
            digits("a digit is expected");
        }
        if (skip("eE")) {
            skip("+-");
            digits("a digit is expected");
        }
        return text.substring(start, at);
    }

    /** Passes over one of some characters, if it is next. */
    private boolean skip(String oneOf) {
        boolean isNext = at < text.length() && oneOf.indexOf(text.charAt(at)) >= 0;
        at += isNext ? 1 : 0;
        return isNext;
    }

    private void digits(String complaint) {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw wrong(complaint);
        }
    }

    private boolean word(String word) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value is expected");
        }
        at += word.length();
        return true;
    }

    private void expect(char wanted, String name) {
        if (peek() != wanted) {
            throw wrong(name + " is expected");
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("the text ends too early");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private JsonException wrong(String sentence) {
        return new JsonException(at + 1, sentence);
    }
}
