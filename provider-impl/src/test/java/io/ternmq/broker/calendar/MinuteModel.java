// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What five cron fields mean, found out by looking at one minute after the other. Slow on purpose. */
final class MinuteModel {

    private static final long MINUTE = 60;

    private final Set<Integer> minutes;
    private final Set<Integer> hours;
    private final Set<Integer> days;
    private final boolean lastDay;
    private final Set<Integer> months;
    private final Set<Integer> weekdays;
    private final boolean both;
    private final ZoneId zone;

    /** Fields of plain numbers, of ranges with steps, of lists of these, and {@code L} as a day of the month. */
    MinuteModel(String expression, ZoneId zone) {
        List<String> fields = List.of(expression.split(" ", -1));
        this.minutes = values(fields.get(0), 0, 59);
        this.hours = values(fields.get(1), 0, 23);
        this.lastDay = fields.get(2).equals("L");
        this.days = lastDay ? Set.of() : values(fields.get(2), 1, 31);
        this.months = values(fields.get(3), 1, 12);
        this.weekdays = values(fields.get(4), 0, 7);
        this.both = fields.get(2).startsWith("*") || fields.get(4).startsWith("*");
        this.zone = zone;
    }

    private static Set<Integer> values(String field, int lowest, int highest) {
        Set<Integer> values = new HashSet<>();
        for (String part : field.split(",", -1)) {
            String[] halves = part.split("/", -1);
            String[] ends = halves[0].split("-", -1);
            int first = halves[0].equals("*") ? lowest : Integer.parseInt(ends[0]);
            int single = halves.length > 1 ? highest : first;
            int last = halves[0].equals("*") ? highest : ends.length > 1 ? Integer.parseInt(ends[1]) : single;
            for (int value = first; value <= last; value += halves.length > 1 ? Integer.parseInt(halves[1]) : 1) {
                values.add(value);
            }
        }
        return values;
    }

    /** The first full minute behind a moment and before another one; the latter when there is none. */
    long next(long afterMillis, long untilMillis) {
        long second = (Math.floorDiv(afterMillis, 60_000L) + 1) * MINUTE;
        for (long t = second; t * 1_000 < untilMillis; t += MINUTE) {
            if (runsAt(Instant.ofEpochSecond(t))) {
                return t * 1_000;
            }
        }
        return untilMillis;
    }

    private boolean runsAt(Instant moment) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
        ZoneOffsetTransition jump = zone.getRules().previousTransition(moment.plusSeconds(1));
        if (jump != null && jump.isGap() && jump.getInstant().equals(moment) && isInGap(jump)) {
            return true;
        }
        boolean isSecondTime = jump != null
                && jump.isOverlap()
                && !moment.isBefore(jump.getInstant())
                && local.isBefore(jump.getDateTimeBefore());
        return !isSecondTime && matches(local);
    }

    private boolean isInGap(ZoneOffsetTransition jump) {
        for (LocalDateTime t = jump.getDateTimeBefore();
                t.isBefore(jump.getDateTimeAfter());
                t = t.plusMinutes(1)) {
            if (matches(t)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(LocalDateTime t) {
        int weekday = t.getDayOfWeek().getValue();
        boolean ofMonth = days.contains(t.getDayOfMonth())
                || (lastDay && t.plusDays(1).getDayOfMonth() == 1);
        boolean ofWeek = weekdays.contains(weekday) || (weekday == 7 && weekdays.contains(0));
        return minutes.contains(t.getMinute())
                && hours.contains(t.getHour())
                && months.contains(t.getMonthValue())
                && (both ? ofMonth && ofWeek : ofMonth || ofWeek);
    }
}
