// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: a number and its unit, or ISO 8601. */
public final class DurationText {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @param text {@code 0}, or a whole number and {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}, or {@code
     *     PT1.5S}
     * @return 0 to a hundred years
     * @throws IllegalArgumentException when it is none of these; says how to write it
     */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Duration duration = text.startsWith("P") ? iso(text) : numbered(text);
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + text + "' is longer than a hundred years");
        }
        return duration;
    }

    private static Duration iso(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.isNegative()) {
                throw new IllegalArgumentException("'" + text + "' is shorter than nothing");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw unknown(text, e);
        }
    }

    private static Duration numbered(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw unknown(text, null);
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static IllegalArgumentException unknown(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "'" + text + "' is no duration: write a whole number and ms, s, m, h or d, for example 5s", cause);
    }
}
