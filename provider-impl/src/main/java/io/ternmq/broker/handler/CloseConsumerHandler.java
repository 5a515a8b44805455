// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.protocol.CloseConsumer;

/** A consumer is closed; what it holds unacknowledged may still be settled, section 8.8. */
final class CloseConsumerHandler implements Handler<CloseConsumer> {

    private final Settling settling;
    private final Departure departure;

    CloseConsumerHandler(Settling settling, Departure departure) {
        this.settling = settling;
        this.departure = departure;
    }

    @Override
    public void decide(CloseConsumer request, Asking asking, Decision out) {
        settling.settle(request.settlements(), asking, out);
        MailboxConsumer consumer = asking.connection().consumers().get(request.consumer());
        if (consumer != null && !consumer.isClosed()) {
            departure.close(consumer, out);
        }
        out.done();
    }
}
