// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.calendar;

import io.ternmq.broker.Timed;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.ScheduleState;
import io.ternmq.protocol.Terms;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as the broker keeps it. Due when it is to be tried, which is its next moment or later. Owned by the
 * shard.
 */
public final class Plan extends Timed {

    private final Terms terms;
    private final FrozenMessage message;
    private final @Nullable Cron cron;
    private final long number;
    private long nextMillis;
    private long lastMillis;
    private long runs;

    Plan(Terms terms, FrozenMessage message, long number) {
        this.terms = terms;
        this.message = message;
        this.number = number;
        this.cron = terms.cron() == null ? null : Cron.parse(terms.cron(), terms.zone());
    }

    /** When it runs. */
    public Terms terms() {
        return terms;
    }

    /** What each run sends. */
    public FrozenMessage message() {
        return message;
    }

    /** Its next moment, in milliseconds since 1970. */
    public long nextMillis() {
        return nextMillis;
    }

    /** Its last run, or 0. */
    public long lastMillis() {
        return lastMillis;
    }

    /** How many runs there were. */
    public long runs() {
        return runs;
    }

    /** The moment that follows another one, or {@link Cron#NEVER}. */
    public long momentAfter(long millis) {
        return cron == null ? Cron.NEVER : cron.next(millis);
    }

    /** As clients see it. */
    public ScheduleState state() {
        return new ScheduleState(terms, message.destination(), nextMillis, lastMillis, runs);
    }

    @Override
    protected long rank() {
        return number;
    }

    void moveTo(long newNextMillis, long newLastMillis, long newRuns) {
        nextMillis = newNextMillis;
        lastMillis = newLastMillis;
        runs = newRuns;
        dueMillis = newNextMillis;
    }

    void holdUntil(long millis) {
        dueMillis = millis;
    }
}
