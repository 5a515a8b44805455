// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.work.LeasedMessage;
import io.ternmq.client.session.LeaseLine;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;

/** A message with its lease. Any thread may call. */
final class TernLease implements LeasedMessage {

    private final LeaseLine line;
    private final Event.Deliver delivery;
    private final Message message;

    TernLease(LeaseLine line, Event.Deliver delivery, Message message) {
        this.line = line;
        this.delivery = delivery;
        this.message = message;
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public void extend(Duration from) throws JMSException {
        if (from.toMillis() < 1) {
            throw JmsExceptions.of(ErrorCode.INVALID_SETTING, "A lease is extended by 1 ms or more, not " + from + '.');
        }
        Calls.run(() -> line.extend(delivery, from.toMillis()));
    }

    @Override
    public void acknowledge() throws JMSException {
        Calls.run(() -> line.end(delivery, Outcome.ACCEPTED, null, 0));
    }

    @Override
    public void giveBack(String reason, Duration delay) throws JMSException {
        if (delay.isNegative()) {
            throw JmsExceptions.of(ErrorCode.INVALID_SETTING, "A delay cannot be " + delay + "; use 0 for none.");
        }
        Calls.run(() -> line.end(delivery, Outcome.FAILED, reason, delay.toMillis()));
    }
}
