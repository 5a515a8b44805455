// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.calendar;

import java.util.List;
import java.util.Locale;

/**
 * One field of a cron expression: which values of a range it names. Immutable.
 *
 * <pre>
 *   field = part { "," part }        part = range [ "/" step ]
 *   range = "*" | value | value "-" value        value = number | name
 * </pre>
 */
final class CronField {

    private final String name;
    private final int lowest;
    private final int highest;
    private final List<String> names;
    private long values;

    /** Reads a field; names stand for the values from the lowest on. */
    CronField(String name, int lowest, int highest, List<String> names, String text) {
        this(name, lowest, highest, names);
        for (String part : text.split(",", -1)) {
            addPart(part);
        }
    }

    /** Names nothing. */
    CronField(String name, int lowest, int highest, List<String> names) {
        this.name = name;
        this.lowest = lowest;
        this.highest = highest;
        this.names = names;
    }

    boolean contains(int value) {
        return (values & 1L << value) != 0;
    }

    /** The first value from one on, or -1. */
    int from(int value) {
        long rest = value > highest ? 0 : values & -1L << value;
        return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
    }

    int first() {
        return Long.numberOfTrailingZeros(values);
    }

    private void addPart(String part) {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : number(part.substring(slash + 1));
        if (step < 1) {
            throw new IllegalArgumentException("a step of " + name + " cannot be " + step);
        }
        int dash = range.indexOf('-');
        if (range.equals("*")) {
            add(lowest, highest, step);
        } else if (dash > 0) {
            int first = value(range.substring(0, dash));
            add(first, end(first, value(range.substring(dash + 1))), step);
        } else {
            int first = value(range);
            add(first, slash < 0 ? first : highest, step);
        }
    }

    /** A week that is said to end with Sunday does, though Sunday has the lowest number. */
    private int end(int first, int last) {
        boolean isSunday = last == 0 && highest == Cron.SUNDAY_TOO && first > 0;
        return isSunday ? highest : last;
    }

    private void add(int first, int last, int step) {
        if (first > last) {
            throw new IllegalArgumentException("the range " + first + "-" + last + " of " + name + " runs backwards");
        }
        for (int value = first; value <= last; value += step) {
            values |= 1L << value;
        }
    }

    private int value(String text) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        int value = named < 0 ? number(text) : lowest + named;
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(
                    name + " goes from " + lowest + " to " + highest + ", and \"" + text + "\" is not in it");
        }
        return value;
    }

    private int number(String text) {
        boolean isNumber = !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            throw new IllegalArgumentException("\"" + text + "\" is no number for " + name);
        }
        return Integer.parseInt(text);
    }
}
