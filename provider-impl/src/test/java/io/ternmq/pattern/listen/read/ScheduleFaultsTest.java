// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.Scheduled;
import io.ternmq.api.pattern.work.ScheduleView;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What is told of wrong schedules. */
@SuppressWarnings("UnusedVariable") // what a method takes is what is tested
class ScheduleFaultsTest {

    @Test
    void refusesAnExpressionThatTheBrokerWouldRefuse() {
        class Bean {
            @Scheduled(cron = "61 * * * *")
            void minute() {}

            @Scheduled(cron = "@often")
            void word() {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "minute() | @Scheduled cannot run at \"61 * * * *\". The cron expression \"61 * * * *\" in "
                        + "zone UTC is not understood: minute goes from 0 to 59, and \"61\" is not in it. It has five "
                        + "fields (minute, hour, day of month, month, day of week), or six with seconds in front. | "
                        + "Write for example 0 6 * * MON-FRI, or @hourly, @daily, @weekly, @monthly or @yearly.",
                "word() | @Scheduled cannot run at \"@often\". The cron expression \"@often\" in zone UTC is "
                        + "not understood: it has 1 fields. It has five fields (minute, hour, day of month, month, day "
                        + "of week), or six with seconds in front. | Write for example 0 6 * * MON-FRI, or @hourly, "
                        + "@daily, @weekly, @monthly or @yearly.");
    }

    @Test
    void refusesAnUnknownZone() {
        class Bean {
            @Scheduled(cron = "@daily", zone = "Europe/Atlantis")
            void on() {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on() | @Scheduled zone = \"Europe/Atlantis\" is no time zone: Unknown time-zone ID: "
                        + "Europe/Atlantis. | Write for example Europe/Berlin, UTC or +02:00.");
    }

    @Test
    void refusesParametersThatNobodyGives() {
        class Bean {
            @Scheduled(cron = "@daily")
            void one(String text) {}

            @Scheduled(cron = "@daily")
            void two(ScheduleView view, String text) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "one(String) | A scheduled method is given no message, and its parameters ask for one. | Take "
                        + "no parameters, or one ScheduleView.",
                "two(ScheduleView, String) | A scheduled method is given no message, and its parameters ask "
                        + "for one. | Take no parameters, or one ScheduleView.");
    }

    @Test
    void refusesAResultThatNobodyTakes() {
        class Bean {
            @Scheduled(cron = "@daily")
            String on() {
                return "";
            }
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on() | It returns String, which nobody takes. | Return nothing, or a CompletionStage<Void>.");
    }

    @Test
    void refusesTwoSchedulesOfOneName() {
        class Bean {
            @Scheduled(cron = "@daily", name = "cleaning")
            void one() {}

            @Scheduled(cron = "@hourly", name = "cleaning")
            void other() {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "other() | Its schedule \"cleaning\" is that of "
                        + "" + Bean.class.getName() + ".one(), and the same name is the same "
                        + "schedule. | Give each a name of its own: @Scheduled(cron = …, name = \"…\").");
    }

    @Test
    void takesWordsViewsAndStages() {
        class Bean {
            @Scheduled(cron = "@weekly", zone = "Europe/Berlin")
            CompletionStage<Void> stage() {
                return CompletableFuture.completedFuture(null);
            }

            @Scheduled(cron = "30 0 6 * * MON-FRI")
            void view(ScheduleView view) {}
        }
        assertThat(Told.of(Bean.class)).isEmpty();
    }
}
