// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill.remote;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;

/**
 * Names a message for good.
 *
 * @param producer who sent it first
 * @param number   grows with each message that the producer sends
 */
record Name(String producer, int number) {

    private static final String PRODUCER = "producer";
    private static final String NUMBER = "number";

    /** The message that has this name. */
    Message message(Session session) throws JMSException {
        Message message = session.createTextMessage(toString());
        message.setStringProperty(PRODUCER, producer);
        message.setIntProperty(NUMBER, number);
        return message;
    }

    static Name of(Message message) throws JMSException {
        return new Name(message.getStringProperty(PRODUCER), message.getIntProperty(NUMBER));
    }

    @Override
    public String toString() {
        return producer + '.' + number;
    }
}
