// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.DurationText;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts of annotations. Parts such as {@code ${name}} are looked up in the settings. What is wrong is told, and null.
 *
 * @param settings gives values, or null for what it does not know
 */
record Texts(Function<String, @Nullable String> settings) {

    private static final Pattern PART = Pattern.compile("\\$\\{([^}]*)(}?)");
    private static final Duration LONGEST = Duration.ofDays(365);

    /** The text with the values of its parts. */
    @Nullable String of(String text, Site site) {
        StringBuilder whole = new StringBuilder();
        Matcher part = PART.matcher(text);
        boolean isKnown = true;
        while (part.find()) {
            String value = value(text, part, site);
            isKnown &= value != null;
            part.appendReplacement(whole, Matcher.quoteReplacement(value == null ? "" : value));
        }
        return isKnown ? part.appendTail(whole).toString() : null;
    }

    private @Nullable String value(String text, Matcher part, Site site) {
        String name = part.group(1);
        if (part.group(2).isEmpty() || name.isBlank()) {
            site.fault(
                    "In \"" + text + "\" the part " + part.group() + " names no setting.",
                    "Write ${name.of.a.setting}.");
            return null;
        }
        String value = settings.apply(name);
        if (value == null) {
            site.fault(
                    "There is no setting " + name + ", which \"" + text + "\" asks for.",
                    "Set " + name + ", or write the value itself.");
        }
        return value;
    }

    /** Like {@link #of}; null for an empty text, too. */
    @Nullable String ofAny(String text, Site site) {
        String whole = of(text, site);
        return whole == null || whole.isBlank() ? null : whole;
    }

    /** A duration of an annotation's attribute; up to a year. */
    @Nullable Duration duration(String attribute, String text, Duration shortest, Site site) {
        String whole = of(text, site);
        if (whole == null) {
            return null;
        }
        try {
            Duration duration = DurationText.parse(whole.strip());
            if (duration.compareTo(shortest) >= 0 && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
            site.fault(
                    attribute + " = \"" + whole + "\" is out of range.",
                    shortest.isZero() ? "Write 0 or more, up to 365d." : "Write 1ms or more, up to 365d.");
        } catch (IllegalArgumentException e) {
            site.fault(attribute + " is wrong: " + e.getMessage() + '.', "Write for example 500ms, 10s or PT10S.");
        }
        return null;
    }
}
