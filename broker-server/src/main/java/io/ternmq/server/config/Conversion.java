// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns the text of one value into what a component takes. */
final class Conversion {

    private static final Map<Class<?>, Function<String, Object>> BY_TYPE = Map.of(
            String.class, text -> text,
            Path.class, Path::of,
            int.class, Integer::valueOf,
            long.class, Long::valueOf,
            double.class, Double::valueOf,
            boolean.class, Conversion::truth);

    private Conversion() {}

    /**
     * Converts a text.
     *
     * @throws IllegalArgumentException with a message that goes on behind the key, and does not show the text
     */
    static Object convert(Class<?> type, String text) {
        if (type.isEnum()) {
            return constant(type, text);
        }
        Function<String, Object> known = BY_TYPE.get(type);
        if (known == null) {
            throw new IllegalStateException("A setting cannot have " + type);
        }
        try {
            return known.apply(text.trim());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be " + expected(type), e);
        }
    }

    /** What can be written for a type, for sentences. */
    static String expected(Class<?> type) {
        if (type.isEnum()) {
            List<String> words = Arrays.stream(type.getEnumConstants()).map(Conversion::word).toList();
            return "one of " + String.join(", ", words);
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class) {
            return "a whole number" + (type == int.class ? " up to 2147483647" : "");
        }
        return type == double.class ? "a number" : type == Path.class ? "a path" : "a text";
    }

    /** A constant as it is written in the file. */
    static String word(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object constant(Class<?> type, String text) {
        String wanted = text.trim().toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> word(each).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be " + expected(type)));
    }

    private static Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    /** The elements of a list that is written as one text, with a comma between them. */
    static List<String> elements(String text) {
        return Arrays.stream(text.split("(?<!\\\\),", -1))
                .map(each -> each.replace("\\,", ",").trim())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toList());
    }
}
