// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.pattern.TraceContext;
import io.ternmq.client.session.AcknowledgeMode;
import io.ternmq.client.session.ClientSession;
import io.ternmq.client.session.NotShownException;
import io.ternmq.jms.message.Acknowledgement;
import io.ternmq.jms.message.Messages;
import io.ternmq.jms.message.ObjectFilter;
import io.ternmq.jms.message.TernMessage;
import io.ternmq.protocol.Event;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.function.Function;

/**
 * Makes message objects of what arrives, each with the acknowledgement that fits the mode of its session. Owner: the
 * session.
 */
final class Deliveries implements Function<Event.Deliver, Message> {

    private final ClientSession session;
    private final ObjectFilter filter;
    private final Acknowledgement ofSession = new OfSession();

    Deliveries(ClientSession session, ObjectFilter filter) {
        this.session = session;
        this.filter = filter;
    }

    @Override
    public Message apply(Event.Deliver delivery) {
        return message(delivery);
    }

    /** The message of a delivery. */
    TernMessage message(Event.Deliver delivery) {
        return Messages.received(delivery.message(), delivery.attempt(), acknowledgementOf(delivery), filter);
    }

    /**
     * Calls a listener with the message of a delivery, inside the trace that the message belongs to.
     *
     * @throws NotShownException when nothing can be made of the delivery
     */
    void tell(MessageListener listener, Event.Deliver delivery) {
        Message message;
        TraceContext context;
        try {
            message = message(delivery);
            context = Traces.of(delivery.message().properties());
        } catch (RuntimeException | Error e) { // a text for which there is no memory is a case of it
            throw new NotShownException(e);
        }
        Traces.call(listener, message, context);
    }

    ObjectFilter filter() {
        return filter;
    }

    private Acknowledgement acknowledgementOf(Event.Deliver delivery) {
        AcknowledgeMode mode = session.mode();
        boolean each = mode == AcknowledgeMode.CLIENT || mode == AcknowledgeMode.INDIVIDUAL;
        return each ? new OfDelivery(delivery, mode == AcknowledgeMode.INDIVIDUAL) : ofSession;
    }

    /** For modes in which acknowledging a message does nothing: only a closed session is noticed. */
    private final class OfSession implements Acknowledgement {

        @Override
        public void acknowledge() throws JMSException {
            Calls.run(session::acknowledge);
        }

        @Override
        public void acknowledgeThis() throws JMSException {
            Calls.run(session::acknowledge);
        }
    }

    /** For modes in which the program acknowledges. */
    private final class OfDelivery implements Acknowledgement {

        private final Event.Deliver delivery;
        private final boolean individual;

        OfDelivery(Event.Deliver delivery, boolean individual) {
            this.delivery = delivery;
            this.individual = individual;
        }

        @Override
        public void acknowledge() throws JMSException {
            if (individual) {
                acknowledgeThis();
            } else {
                Calls.run(session::acknowledge);
            }
        }

        @Override
        public void acknowledgeThis() throws JMSException {
            Calls.run(() -> session.acknowledge(delivery));
        }
    }
}
