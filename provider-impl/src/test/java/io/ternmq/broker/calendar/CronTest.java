// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Seeds;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

    private static final String BERLIN = "Europe/Berlin";
    private static final long DAY = 86_400_000;

    private static String next(String expression, String zone, String after) {
        long found = Cron.parse(expression, zone).next(Instant.parse(after).toEpochMilli());
        return found == Cron.NEVER ? "never" : Instant.ofEpochMilli(found).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 3 * * *          | 2026-10-01T02:59:59Z | 2026-10-01T03:00:00Z",
        "0 3 * * *          | 2026-10-01T03:00:00Z | 2026-10-02T03:00:00Z",
        "*/15 * * * *       | 2026-10-01T03:46:00Z | 2026-10-01T04:00:00Z",
        "*/20 30 3 * * *    | 2026-10-01T03:30:19Z | 2026-10-01T03:30:20Z",
        "*/20 30 3 * * *    | 2026-10-01T03:30:40Z | 2026-10-02T03:30:00Z",
        "0 0 L * *          | 2028-02-01T00:00:00Z | 2028-02-29T00:00:00Z",
        "0 0 ? * 5L         | 2026-10-01T00:00:00Z | 2026-10-30T00:00:00Z",
        "0 0 ? * MON-FRI    | 2026-10-02T00:00:00Z | 2026-10-05T00:00:00Z",
        "0 0 ? * fri-sun    | 2026-10-03T00:00:00Z | 2026-10-04T00:00:00Z",
        "0 0 13 * 5         | 2026-10-03T00:00:00Z | 2026-10-09T00:00:00Z",
        "0 0 */2 * 5        | 2026-10-03T00:00:00Z | 2026-10-09T00:00:00Z",
        "0 0 */2 * 6        | 2026-10-03T00:00:00Z | 2026-10-17T00:00:00Z",
        "0 0 29 2 *         | 2026-10-01T00:00:00Z | 2028-02-29T00:00:00Z",
        "0 0 29 2 */7       | 2088-03-01T00:00:00Z | 2128-02-29T00:00:00Z",
        "0 0 1 JAN,jul *    | 2026-10-01T00:00:00Z | 2027-01-01T00:00:00Z",
        "5/20 9-17/4 * * 7  | 2026-10-01T00:00:00Z | 2026-10-04T09:05:00Z",
        "59 59 23 31 12 *   | 2026-12-31T23:59:59Z | 2027-12-31T23:59:59Z",
    })
    void findsTheNextMoment(String expression, String after, String expected) {
        assertThat(next(expression.strip(), "UTC", after.strip())).isEqualTo(expected.strip());
    }

    @Test
    void aMomentThatDoesNotExistComesWhenTheClockHasJumped() {
        assertThat(next("30 2 * * *", BERLIN, "2026-03-28T12:00:00Z")).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(next("30 2 * * *", BERLIN, "2026-03-29T01:00:00Z")).isEqualTo("2026-03-30T00:30:00Z");
        assertThat(next("*/10 2 * * *", BERLIN, "2026-03-29T01:00:00Z")).isEqualTo("2026-03-30T00:00:00Z");
    }

    @Test
    void aMomentThatComesTwiceCountsTheFirstTime() {
        assertThat(next("30 2 * * *", BERLIN, "2026-10-25T00:00:00Z")).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(next("30 2 * * *", BERLIN, "2026-10-25T00:30:00Z")).isEqualTo("2026-10-26T01:30:00Z");
        assertThat(next("*/30 * * * *", BERLIN, "2026-10-25T01:10:00Z")).isEqualTo("2026-10-25T02:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 30-31 FEB ?"})
    void knowsWhatNeverComesTrue(String expression) {
        assertThat(next(expression, BERLIN, "2026-10-01T00:00:00Z")).isEqualTo("never");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "* * * *", "* * * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *", "* * * 13 *",
        "* * * * 8", "*/0 * * * *", "5-1 * * * *", "a * * * *", "1, * * * *", "1-2-3 * * * *", "-1 * * * *",
        "* * * FOO *", "? * * * *", "* * L/2 * *", "99999999999 * * * *", "1/ * * * *"
    })
    void refusesWhatIsNoExpression(String expression) {
        assertThatThrownBy(() -> Cron.parse(expression, "UTC"))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING));
    }

    @Test
    void refusesAZoneThatDoesNotExist() {
        assertThatThrownBy(() -> Cron.parse("* * * * *", "Middle/Earth")).hasMessageContaining("Middle/Earth");
    }

    /** Around the changes of the clocks of zones that change them in different ways. */
    @Test
    void findsWhatAModelFindsThatLooksAtEachMinute() {
        List<String> zones = List.of("UTC", BERLIN, "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca");
        List<String> changes = List.of(
                "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z",
                "2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z", "2028-02-28T20:00:00Z");
        Seeds.each(seed -> {
            Random random = new Random(seed);
            String zone = zones.get(random.nextInt(zones.size()));
            String expression = expression(random);
            long after = Instant.parse(changes.get(random.nextInt(changes.size()))).toEpochMilli()
                    + (long) ((random.nextDouble() - 0.5) * 2 * DAY);
            Cron cron = Cron.parse(expression, zone);
            MinuteModel model = new MinuteModel(expression, ZoneId.of(zone));
            long until = after + 20 * DAY;
            long at = after;
            for (int i = 0; i < 10 && at < until; i++) {
                long expected = model.next(at, until);
                long found = cron.next(at);
                assertThat(found == Cron.NEVER ? until : Math.min(found, until))
                        .as("%s in %s after %s", expression, zone, Instant.ofEpochMilli(at))
                        .isEqualTo(expected);
                at = expected;
            }
        });
    }

    private static String expression(Random random) {
        List<String> fields = new ArrayList<>();
        fields.add(field(random, 0, 59));
        fields.add(field(random, 0, 23));
        fields.add(random.nextInt(8) == 0 ? "L" : field(random, 1, 31));
        fields.add(random.nextInt(3) == 0 ? field(random, 1, 12) : "*");
        fields.add(field(random, 0, 7));
        return String.join(" ", fields);
    }

    private static String field(Random random, int lowest, int highest) {
        int span = highest - lowest + 1;
        int first = lowest + random.nextInt(span);
        int last = first + random.nextInt(highest - first + 1);
        int step = 1 + random.nextInt(span);
        return switch (random.nextInt(6)) {
            case 0, 1 -> "*";
            case 2 -> "*/" + step;
            case 3 -> first + "-" + last + "/" + step;
            case 4 -> first + "," + last;
            default -> String.valueOf(first);
        };
    }
}
