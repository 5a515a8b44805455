// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message that nobody could handle, as it is found in the dead-letter queue.
 *
 * @param headline what it was about
 * @param reason   why the broker gave up
 * @param attempts how often it had tried
 * @param origin   where that was
 * @param cause    what the last handler said, or null when it said nothing
 */
public record DeadLetter(String headline, String reason, int attempts, String origin, @Nullable String cause) {

    /** Reads what the broker wrote on the message. */
    static DeadLetter read(Message message) throws JMSException {
        return new DeadLetter(
                ((MapMessage) message).getString("headline"),
                message.getStringProperty("JMS_TERN_DeadLetterReason"),
                message.getIntProperty("JMS_TERN_DeadLetterAttempts"),
                message.getStringProperty("JMS_TERN_OriginalDestination"),
                message.getStringProperty("JMS_TERN_DeadLetterCause"));
    }
}
