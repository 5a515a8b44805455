// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import io.ternmq.api.pattern.work.MissedRuns;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that runs at moments; once among all processes that have it, whichever is free. The broker keeps the
 * moments, so that they go on while processes come and go. The method takes no parameters, or one {@code ScheduleView}.
 * Needs a TernMQ broker. A method whose run has failed runs again at the next moment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Scheduled {

    /**
     * Five or six fields as {@link io.ternmq.api.pattern.work.ScheduleSpec} has them, or a word: {@code @hourly},
     * {@code @daily}, {@code @weekly}, {@code @monthly} or {@code @yearly}.
     */
    String cron();

    /** Time zone of the expression. */
    String zone() default "UTC";

    /** Name of the schedule; empty: class and method. The same name is the same schedule, everywhere. */
    String name() default "";

    /** What becomes of moments at which nobody was there. */
    MissedRuns missed() default MissedRuns.RUN_ONCE;
}
