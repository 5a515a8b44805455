// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.DestinationDeleted;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.Destination;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.message.Address;
import io.ternmq.protocol.DeleteTemporary;

/** A temporary destination is deleted; refused while somebody consumes from it. */
final class DeleteTemporaryHandler implements Handler<DeleteTemporary> {

    private final BrokerState state;

    DeleteTemporaryHandler(BrokerState state) {
        this.state = state;
    }

    @Override
    public void decide(DeleteTemporary request, Asking asking, Decision out) {
        Address address = request.address();
        Destination known = state.destination(address);
        if (known == null) {
            throw Routing.unknown(address);
        }
        if (known.owner() != asking.connection().id()) {
            throw new ProviderException(
                    ErrorCode.INVALID_DESTINATION, address + " was not made by this connection");
        }
        if (hasConsumers(known)) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, address + " has consumers; close them before deleting it");
        }
        out.record(new DestinationDeleted(address));
        out.done();
    }

    private boolean hasConsumers(Destination destination) {
        Mailbox mailbox = destination.mailbox();
        if (mailbox != null) {
            return !mailbox.consumers().isEmpty();
        }
        String topic = destination.address().name();
        for (Subscription subscription : state.subscriptions().matching(topic)) {
            Mailbox backlog = state.mailbox(subscription.mailbox());
            boolean exact = subscription.spec().topic().equals(topic);
            if (exact && backlog != null && !backlog.consumers().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
