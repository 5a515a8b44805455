// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import jakarta.jms.JMSException;

/** The three places that hold typed values, each with one value in it. */
enum Carrier {
    PROPERTY {
        @Override
        TernMessage with(Object value) throws JMSException {
            TernMessage message = new TernMessage();
            message.setObjectProperty("it", value);
            return message;
        }
    },
    MAP {
        @Override
        TernMessage with(Object value) throws JMSException {
            TernMapMessage message = new TernMapMessage();
            message.setObject("it", value);
            return message;
        }
    },
    STREAM {
        @Override
        TernMessage with(Object value) throws JMSException {
            TernStreamMessage message = new TernStreamMessage();
            message.writeObject(value);
            return message;
        }
    };

    abstract TernMessage with(Object value) throws JMSException;

    boolean holds(Type type) {
        return this != PROPERTY || (type != Type.CHAR && type != Type.BYTES);
    }
}
