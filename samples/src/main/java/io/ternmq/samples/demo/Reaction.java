// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** What somebody does with a message, on the thread of the context it came by. */
@FunctionalInterface
interface Reaction {

    void to(Message message, JMSContext context) throws JMSException;

    /** As a listener, which may not throw checked exceptions. */
    default MessageListener on(JMSContext context) {
        return message -> {
            try {
                to(message, context);
            } catch (JMSException e) {
                throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
            }
        };
    }
}
