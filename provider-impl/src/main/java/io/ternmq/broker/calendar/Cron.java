// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.calendar;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression in a time zone: five fields (minute, hour, day of month, month, day of week) or six with seconds in
 * front. Immutable.
 *
 * <p>A local moment that the clocks leave out comes when they have jumped, together with others of the same jump; one
 * that comes twice counts the first time.
 */
public final class Cron {

    /** {@link #next} of an expression that does not come true any more. */
    public static final long NEVER = 0;

    /** Sunday is 0, and 7 as well. */
    static final int SUNDAY_TOO = 7;

    /** The rarest day that comes at all is a 29 February on one weekday: every 40 years at the latest. */
    private static final int MOST_YEARS = 41;

    private static final int WITH_SECONDS = 6;

    private final CronField seconds;
    private final CronField minutes;
    private final CronField hours;
    private final CronDays days;
    private final ZoneId zone;

    private Cron(String[] fields, ZoneId zone) {
        int at = fields.length - WITH_SECONDS;
        this.seconds = new CronField("second", 0, 59, List.of(), at < 0 ? "0" : fields[0]);
        this.minutes = new CronField("minute", 0, 59, List.of(), fields[at + 1]);
        this.hours = new CronField("hour", 0, 23, List.of(), fields[at + 2]);
        this.days = new CronDays(fields[at + 3], fields[at + 4], fields[at + 5]);
        this.zone = zone;
    }

    /**
     * Reads an expression.
     *
     * @throws ProviderException with {@code INVALID_SETTING} when it is not understood
     */
    public static Cron parse(String expression, String zone) {
        String[] fields = expression.strip().split("\\s+", -1);
        try {
            if (fields.length != WITH_SECONDS - 1 && fields.length != WITH_SECONDS) {
                throw new IllegalArgumentException("it has " + fields.length + " fields");
            }
            return new Cron(fields, ZoneId.of(zone));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "The cron expression \"" + expression + "\" in zone " + zone + " is not understood: "
                            + e.getMessage() + ". It has five fields (minute, hour, day of month, month, day of week),"
                            + " or six with seconds in front.",
                    e);
        }
    }

    /**
     * The first moment after another one; takes a bounded time.
     *
     * @return milliseconds since 1970, or {@link #NEVER}
     */
    public long next(long afterMillis) {
        Instant after = Instant.ofEpochMilli(afterMillis);
        LocalDateTime from = begin(after);
        LocalDate end = from.toLocalDate().plusYears(MOST_YEARS);
        LocalDate day = from.toLocalDate();
        while (day.isBefore(end)) {
            if (!days.containsMonth(day)) {
                day = day.withDayOfMonth(1).plusMonths(1);
                continue;
            }
            if (days.contains(day)) {
                LocalTime earliest = day.equals(from.toLocalDate()) ? from.toLocalTime() : LocalTime.MIN;
                Instant found = firstOf(day, earliest, after);
                if (found != null) {
                    return found.toEpochMilli();
                }
            }
            day = day.plusDays(1);
        }
        return NEVER;
    }

    /** Local moments before this one are over; behind it they follow each other as the moments themselves do. */
    private LocalDateTime begin(Instant after) {
        LocalDateTime local = LocalDateTime.ofInstant(after, zone);
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        boolean isSecondTime = change != null && change.isOverlap() && !after.isBefore(change.getInstant());
        return isSecondTime ? change.getDateTimeBefore() : local;
    }

    private @Nullable Instant firstOf(LocalDate day, LocalTime earliest, Instant after) {
        LocalTime time = timeFrom(earliest.getHour(), earliest.getMinute(), earliest.getSecond());
        while (time != null) {
            Instant moment = moment(LocalDateTime.of(day, time));
            if (moment.isAfter(after)) {
                return moment;
            }
            time = timeFrom(time.getHour(), time.getMinute(), time.getSecond() + 1);
        }
        return null;
    }

    private Instant moment(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change == null) {
            return local.atZone(zone).toInstant();
        }
        return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
    }

    /** The first time of a day from another one on, whose second may be one too large; or null. */
    private @Nullable LocalTime timeFrom(int hour, int minute, int second) {
        if (hours.contains(hour)) {
            if (minutes.contains(minute)) {
                int found = seconds.from(second);
                if (found >= 0) {
                    return LocalTime.of(hour, minute, found);
                }
            }
            int found = minutes.from(minute + 1);
            if (found >= 0) {
                return LocalTime.of(hour, found, seconds.first());
            }
        }
        int found = hours.from(hour + 1);
        return found < 0 ? null : LocalTime.of(found, minutes.first(), seconds.first());
    }
}
