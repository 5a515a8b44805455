// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.Locale;

/**
 * How the broker is told that messages may go. Never before they were written: even {@code auto} acknowledges each one
 * by hand, because a session that does so by itself is done before the output has failed.
 */
enum Settlement {
    /** Each message once it was written. */
    AUTO(Session.CLIENT_ACKNOWLEDGE),
    /** Several at once. */
    CLIENT(Session.CLIENT_ACKNOWLEDGE),
    /** Several at once, in a transaction. */
    TRANSACTED(Session.SESSION_TRANSACTED);

    private final int sessionMode;

    Settlement(int sessionMode) {
        this.sessionMode = sessionMode;
    }

    int sessionMode() {
        return sessionMode;
    }

    /** Lets everything go up to this message, the last that was received. */
    void settle(Session session, Message last) throws JMSException {
        if (this == TRANSACTED) {
            session.commit();
        } else {
            last.acknowledge();
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
