// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.DestinationCreated;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.message.Address;
import io.ternmq.protocol.CreateTemporary;
import io.ternmq.protocol.Reply;

/** A destination is made that ends with its connection, section 6.2.2. */
final class CreateTemporaryHandler implements Handler<CreateTemporary> {

    private final BrokerState state;
    private final String identity;

    CreateTemporaryHandler(BrokerState state, String identity) {
        this.state = state;
        this.identity = identity;
    }

    @Override
    public void decide(CreateTemporary request, Asking asking, Decision out) {
        if (!request.kind().isTemporary()) {
            throw new ProviderException(ErrorCode.INVALID_DESTINATION, "Not a temporary kind: " + request.kind());
        }
        long number = state.numbers().nextMailbox();
        String prefix = request.kind().isQueue() ? "temporary-queue." : "temporary-topic.";
        Address address = Address.of(request.kind(), prefix + identity + '.' + asking.connection().id() + '.' + number);
        out.record(new DestinationCreated(
                address, request.kind().isQueue() ? number : 0, asking.connection().id()));
        out.answer(new Reply.Created(address));
    }
}
