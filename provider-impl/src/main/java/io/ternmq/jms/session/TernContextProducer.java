// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.client.SimplifiedProducer;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.jms.message.TernMessage;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;

/** The producer of a context. Owner: the context's thread. */
final class TernContextProducer extends SimplifiedProducer {

    private final TernProducer producer;

    TernContextProducer(TernSession session, TernProducer producer) {
        super(session, producer, new TernMessage());
        this.producer = producer;
    }

    @Override
    protected void requireOpen() throws JMSException {
        producer.requireOpen();
    }

    @Override
    protected JMSRuntimeException unchecked(JMSException failure) {
        return JmsExceptions.toRuntime(failure);
    }
}
