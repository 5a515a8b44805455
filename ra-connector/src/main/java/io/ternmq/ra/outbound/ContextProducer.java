// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.api.client.SimplifiedProducer;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import org.jspecify.annotations.Nullable;

/** The producer of a context. Owner: the context's thread. */
final class ContextProducer extends SimplifiedProducer {

    private final SessionHandle session;

    ContextProducer(SessionHandle session) throws JMSException {
        super(session, session.createProducer(null), session.createMessage());
        this.session = session;
    }

    @Override
    protected void requireOpen() throws JMSException {
        session.requireOpen();
    }

    @Override
    protected JMSRuntimeException unchecked(JMSException failure) {
        return Refusals.unchecked(failure);
    }

    @Override
    public JMSProducer setAsync(@Nullable CompletionListener listener) {
        if (listener != null) {
            Calls.run(() -> {
                requireOpen();
                session.require("JMSProducer.setAsync()", "send without a CompletionListener.");
            });
        }
        return super.setAsync(listener);
    }
}
