// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Credited;
import io.ternmq.broker.Decision;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Outcome;

/** One delivery is accepted and credit given, section 6.2.10. */
final class AcknowledgeHandler implements Handler<Acknowledge> {

    private final Settling settling;

    AcknowledgeHandler(Settling settling) {
        this.settling = settling;
    }

    @Override
    public void decide(Acknowledge request, Asking asking, Decision out) {
        MailboxConsumer consumer = asking.connection().consumers().get(request.consumer());
        if (consumer != null) {
            Entry entry = Settling.inFlight(consumer, request.delivery());
            if (entry != null) {
                settling.settle(entry, Outcome.ACCEPTED, null, asking.nowMillis(), out);
            }
            if (request.credit() > 0) {
                out.record(new Credited(consumer.connection(), consumer.handle(), request.credit()));
            }
        }
        out.done();
    }
}
