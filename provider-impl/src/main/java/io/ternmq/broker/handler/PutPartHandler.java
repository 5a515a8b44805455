// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.PartStored;
import io.ternmq.broker.UploadBegun;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.StoredBody;
import io.ternmq.protocol.PutPart;

/** A part of a large body comes ahead of its message. */
final class PutPartHandler implements Handler<PutPart> {

    /**
     * Bytes of large bodies, in the whole broker, whose messages have not come: nobody can fill the store with them.
     */
    static final long MOST_UNSENT_BYTES = 16L << 30;

    private final BrokerState state;

    PutPartHandler(BrokerState state) {
        this.state = state;
    }

    @Override
    public void decide(PutPart request, Asking asking, Decision out) {
        long connection = asking.connection().id();
        StoredBody body = state.bodies().upload(connection, request.upload());
        int length = request.bytes().length();
        if (request.upload() < 1 || length == 0 || length > PutPart.BYTES || (body != null && !body.isOpen())) {
            throw new ProviderException(
                    ErrorCode.MESSAGE_FORMAT,
                    "A part of " + length + " bytes cannot come next in upload " + request.upload() + ": all but the"
                            + " last have " + PutPart.BYTES + ".");
        }
        requireRoom(length);
        long number = body == null ? state.numbers().nextBody() : body.number();
        if (body == null) {
            out.record(new UploadBegun(connection, request.upload(), number));
        }
        out.record(new PartStored(number, request.bytes()));
        out.done();
    }

    private void requireRoom(int length) {
        if (!state.hasStoreRoom()) {
            throw new ProviderException(ErrorCode.RESOURCE_LIMIT, RoomCheck.STORE_FULL);
        }
        if (!state.isPaging() && state.isMemoryFullFor(length)) {
            throw new ProviderException(
                    ErrorCode.RESOURCE_LIMIT, "No room for the bytes of a large message: " + state.usageOf(null));
        }
        if (state.bodies().unsentBytes() + length > MOST_UNSENT_BYTES) {
            throw new ProviderException(
                    ErrorCode.RESOURCE_LIMIT,
                    "Large messages of " + MOST_UNSENT_BYTES + " bytes are on their way to the broker already; send"
                            + " fewer at a time.");
        }
    }
}
