// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of JSON as people read them. Names come from others, so that nothing in them may steer a terminal. */
final class Cells {

    private static final String AGE = "Millis";

    private Cells() {}

    /** How many messages, in words. */
    static String messages(long count) {
        return count == 1 ? "1 message" : count + " messages";
    }

    /** The name of a member; an age goes without its unit, as its value has one. */
    static String bare(String member) {
        return member.endsWith("AgeMillis") ? member.substring(0, member.length() - AGE.length()) : member;
    }

    /** The head of a column: {@code inFlight} becomes {@code IN FLIGHT}. */
    static String head(String member) {
        return bare(member).replaceAll("([A-Z])", " $1").toUpperCase(Locale.ROOT);
    }

    static String text(String member, @Nullable JsonValue value) {
        if (value == null || value == JsonValue.NULL) {
            return "-";
        } else if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE ? "yes" : "no";
        } else if (value instanceof JsonNumber number) {
            return member.endsWith("AgeMillis") ? age(number.longValue()) : number.toString();
        } else if (value instanceof JsonString string) {
            return harmless(string.getString());
        } else if (value instanceof JsonArray array) {
            return array.isEmpty() ? "-" : array.stream().map(each -> text("", each)).collect(Collectors.joining(", "));
        }
        JsonObject object = value.asJsonObject();
        return object.isEmpty() ? "-" : object.entrySet().stream()
                .map(each -> harmless(each.getKey()) + ' ' + text(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    private static String age(long millis) {
        Duration age = Duration.ofMillis(millis);
        if (age.toMinutes() == 0) {
            return age.toSeconds() + "s";
        } else if (age.toHours() == 0) {
            return age.toMinutes() + "m " + age.toSecondsPart() + "s";
        }
        return age.toDays() == 0
                ? age.toHours() + "h " + age.toMinutesPart() + "m"
                : age.toDays() + "d " + age.toHoursPart() + "h";
    }
}
