// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages from a consumer to a place and settles them once they are there. What fails in between leaves them
 * with the broker.
 *
 * @param session    the consumer's session
 * @param consumer   where messages come from
 * @param place      where they go
 * @param settlement how they are settled
 * @param batch      how many are settled together; 0 for all at the end
 */
record Receiving(Session session, MessageConsumer consumer, Place place, Settlement settlement, long batch) {

    /**
     * Takes messages until there were enough, or none came in time.
     *
     * @param most how many to take
     * @param wait how long to wait for each, or null for ever
     * @return how many were taken
     */
    long take(long most, @Nullable Duration wait) throws JMSException, IOException {
        long taken = 0;
        Message open = null;
        while (taken < most) {
            Message message = next(wait);
            if (message == null) {
                break;
            }
            place.write(message);
            open = message;
            taken++;
            if (batch > 0 && taken % batch == 0) {
                settle(message);
                open = null;
            }
        }
        if (open != null) {
            settle(open);
        }
        return taken;
    }

    private @Nullable Message next(@Nullable Duration wait) throws JMSException {
        if (wait != null) {
            return wait.isZero() ? consumer.receiveNoWait() : consumer.receive(wait.toMillis());
        }
        Message message = consumer.receive();
        if (message == null) {
            throw new ProviderException(ErrorCode.CONNECTION_LOST, "The connection to the broker has ended");
        }
        return message;
    }

    private void settle(Message last) throws JMSException, IOException {
        place.settle();
        settlement.settle(session, last);
    }
}
