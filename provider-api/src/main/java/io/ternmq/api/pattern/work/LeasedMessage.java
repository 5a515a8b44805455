// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;

/**
 * A message that belongs to its taker for a time. When the time is over, or the connection is lost, the message goes
 * back to its queue as a failed attempt. Callable from any thread. Whatever is asked after that is refused with {@code
 * TERN-402}, because the message may be somebody else's by then.
 */
public interface LeasedMessage {

    /**
     * The message.
     *
     * @return the message, with {@code JMSXDeliveryCount}
     */
    Message message();

    /**
     * Keeps it longer.
     *
     * @param from how long from now on
     * @throws JMSException with {@code TERN-402} when the lease is over
     */
    void extend(Duration from) throws JMSException;

    /**
     * The work is done; the message is removed.
     *
     * @throws JMSException with {@code TERN-402} when the lease is over
     */
    void acknowledge() throws JMSException;

    /**
     * The work was not done. It counts as a failed attempt, the last of which leads to the dead-letter queue.
     *
     * @param reason why, in words; kept in the dead letter
     * @param delay  how long nobody is to get it; 0 for what the queue's settings say
     * @throws JMSException with {@code TERN-402} when the lease is over
     */
    void giveBack(String reason, Duration delay) throws JMSException;
}
