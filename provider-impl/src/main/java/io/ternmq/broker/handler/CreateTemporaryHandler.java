// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.DestinationCreated;
import io.ternmq.broker.TemporaryNames;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
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
        Address address = request.name() == null
                ? Address.of(request.kind(), TemporaryNames.prefix(request.kind()) + identity + '.'
                        + asking.connection().id() + '.' + number)
                : again(request.kind(), request.name());
        out.record(new DestinationCreated(
                address, request.kind().isQueue() ? number : 0, asking.connection().id()));
        out.answer(new Reply.Created(address));
    }

    /** A connection that was lost stands again and wants what it had, since others answer to that name. */
    private Address again(AddressKind kind, String name) {
        Address address = Address.of(kind, name);
        if (!name.startsWith(TemporaryNames.prefix(kind)) || state.destination(address) != null) {
            throw new ProviderException(
                    ErrorCode.INVALID_DESTINATION, "There cannot be a temporary destination " + address + " again");
        }
        return address;
    }
}
