// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.pattern.Channel;
import io.ternmq.common.Log;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The lines of the log about failures: one for each. Any thread that has the message. */
final class Report {

    private static final Log LOG = Log.of(Report.class);

    private final String name;
    private final Channel source;

    /**
     * Lines of a listener.
     *
     * @param name   of the listener
     * @param source where its messages come from
     */
    Report(String name, Channel source) {
        this.name = name;
        this.source = source;
    }

    /** It is tried again. */
    void again(Item item, int attempt, Throwable why, Duration pause) {
        line(item.raw(), attempt, why, "next attempt in " + pause.toMillis() + " ms");
    }

    /** It is not tried again. */
    void last(Message raw, int attempt, Throwable why, String next) {
        line(raw, attempt, why, next);
    }

    /** The provider, or its transaction manager, does not settle what was received. */
    void unsettled(@Nullable Message first, Exception why) {
        line(first, 0, why, "goes back");
    }

    private void line(@Nullable Message raw, int attempt, Throwable why, String next) {
        Level level = why instanceof Error ? Level.ERROR : Level.WARNING;
        String which = attempt == 0 ? " cannot be settled" : ", attempt " + attempt + ", has failed";
        LOG.line(level, describe(raw) + " in " + name + which + ": " + why + "; " + next, why);
    }

    private String describe(@Nullable Message raw) {
        try {
            return source + " message " + (raw == null ? "-" : raw.getJMSMessageID());
        } catch (JMSException e) {
            return source + " message without a name (" + e.getMessage() + ')';
        }
    }
}
