// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The three fields of days. Day of month and day of week are alternatives, unless one of them begins with a star or
 * is a question mark: then both have to hold. Immutable.
 */
final class CronDays {

    private static final int DAYS_OF_WEEK = 7;
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final CronField daysOfMonth;
    private final boolean isLastDayToo;
    private final CronField months;
    private final CronField daysOfWeek;
    private final CronField lastDaysOfWeek;
    private final boolean isBoth;

    CronDays(String dayOfMonth, String month, String dayOfWeek) {
        months = new CronField("month", 1, 12, MONTHS, month);
        List<String> plainDays = parts(dayOfMonth, part -> !part.equalsIgnoreCase("L"));
        isLastDayToo = plainDays.size() < dayOfMonth.split(",", -1).length;
        daysOfMonth = field("day of month", 1, 31, List.of(), plainDays);
        List<String> plain = parts(dayOfWeek, part -> !isLast(part));
        List<String> last = parts(dayOfWeek, CronDays::isLast).stream()
                .map(part -> part.substring(0, part.length() - 1))
                .toList();
        daysOfWeek = field("day of week", 0, Cron.SUNDAY_TOO, WEEKDAYS, plain);
        lastDaysOfWeek = field("day of week", 0, Cron.SUNDAY_TOO, WEEKDAYS, last);
        isBoth = isStar(dayOfMonth) || isStar(dayOfWeek);
    }

    private static boolean isStar(String text) {
        return text.startsWith("*") || text.equals("?");
    }

    /** {@code 5L}, the last Friday of a month. */
    private static boolean isLast(String part) {
        return part.length() > 1 && (part.endsWith("L") || part.endsWith("l"));
    }

    private static List<String> parts(String text, Predicate<String> which) {
        List<String> parts = new ArrayList<>();
        for (String part : (text.equals("?") ? "*" : text).split(",", -1)) {
            if (which.test(part)) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static CronField field(String name, int lowest, int highest, List<String> names, List<String> parts) {
        return parts.isEmpty()
                ? new CronField(name, lowest, highest, names)
                : new CronField(name, lowest, highest, names, String.join(",", parts));
    }

    boolean containsMonth(LocalDate day) {
        return months.contains(day.getMonthValue());
    }

    boolean contains(LocalDate day) {
        boolean ofMonth = daysOfMonth.contains(day.getDayOfMonth())
                || (isLastDayToo && day.getDayOfMonth() == day.lengthOfMonth());
        int weekday = day.getDayOfWeek().getValue();
        boolean isLastOfIts = day.getDayOfMonth() + DAYS_OF_WEEK > day.lengthOfMonth();
        boolean ofWeek = has(daysOfWeek, weekday) || (isLastOfIts && has(lastDaysOfWeek, weekday));
        return containsMonth(day) && (isBoth ? ofMonth && ofWeek : ofMonth || ofWeek);
    }

    /** Sunday is 0 and 7. */
    private static boolean has(CronField field, int weekday) {
        return field.contains(weekday) || (weekday == DAYS_OF_WEEK && field.contains(0));
    }
}
