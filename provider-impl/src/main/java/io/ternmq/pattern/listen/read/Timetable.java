// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.listen.Scheduled;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.work.ScheduleSpec;
import io.ternmq.api.pattern.work.ScheduleView;
import io.ternmq.pattern.listen.Call;
import io.ternmq.pattern.listen.Call.Argument;
import io.ternmq.pattern.listen.Call.Result;
import io.ternmq.pattern.listen.TimedSpec;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads methods that run at moments. Pure.
 *
 * @param texts looks settings up
 * @param check knows cron expressions
 */
record Timetable(Texts texts, ScheduleCheck check) {

    /** A method that is not wrong, or null. */
    @Nullable TimedSpec read(String name, BeanSource beans, Method method, Site site) {
        Scheduled scheduled = method.getAnnotation(Scheduled.class);
        Call call = call(method, site);
        String text = texts.of(scheduled.cron(), site);
        ZoneId zone = zone(scheduled, site);
        if (text == null || zone == null) {
            return null;
        }
        String cron = fields(text.strip());
        checkCron(text, cron, zone, site);
        String said = texts.of(scheduled.name(), site);
        String schedule = said == null || said.isBlank() ? beans.type().getName() + '.' + method.getName() : said;
        return new TimedSpec(
                name, beans, call, ScheduleSpec.cron(schedule, cron, zone).withMissed(scheduled.missed()));
    }

    private static Call call(Method method, Site site) {
        Class<?>[] taken = method.getParameterTypes();
        boolean isFit = taken.length == 0 || (taken.length == 1 && taken[0] == ScheduleView.class);
        if (!isFit) {
            site.fault(
                    "A scheduled method is given no message, and its parameters ask for one.",
                    "Take no parameters, or one ScheduleView.");
        }
        Type returned = method.getGenericReturnType();
        Result result = CallReader.result(returned, false, site);
        if (result != Result.NOTHING && result != Result.STAGE) {
            site.fault(
                    "It returns " + Site.nameOf(returned) + ", which nobody takes.",
                    "Return nothing, or a CompletionStage<Void>.");
        }
        CallReader.checkCallable(method, site);
        List<Argument> arguments = taken.length == 0 ? List.of() : List.of(given -> given.moment());
        return new Call(method, PayloadType.of(Void.class), arguments, false, result);
    }

    private @Nullable ZoneId zone(Scheduled scheduled, Site site) {
        String text = texts.of(scheduled.zone(), site);
        try {
            return text == null ? null : ZoneId.of(text.strip());
        } catch (DateTimeException e) {
            site.fault(
                    "@Scheduled zone = \"" + text + "\" is no time zone: " + e.getMessage() + '.',
                    "Write for example Europe/Berlin, UTC or +02:00.");
            return null;
        }
    }

    private void checkCron(String text, String cron, ZoneId zone, Site site) {
        try {
            check.accept(cron, zone);
        } catch (RuntimeException e) {
            site.fault(
                    "@Scheduled cannot run at \"" + text + "\". " + e.getMessage(),
                    "Write for example 0 6 * * MON-FRI, or @hourly, @daily, @weekly, @monthly or @yearly.");
        }
    }

    /** The fields that a word stands for. */
    private static String fields(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "@hourly" -> "0 * * * *";
            case "@daily", "@midnight" -> "0 0 * * *";
            case "@weekly" -> "0 0 * * 0";
            case "@monthly" -> "0 0 1 * *";
            case "@yearly", "@annually" -> "0 0 1 1 *";
            default -> text;
        };
    }
}
