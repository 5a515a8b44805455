// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.BodyHolds;
import io.ternmq.broker.Decision;
import io.ternmq.broker.UploadEnded;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.StoredBody;
import io.ternmq.message.LargeBody;
import io.ternmq.protocol.Send;

/** Joins a message with its large body, which its connection has sent ahead. */
final class UploadCheck {

    private final BrokerState state;

    UploadCheck(BrokerState state) {
        this.state = state;
    }

    /**
     * The request as the broker understands it: a large body has the broker's number, by which everybody may know it.
     *
     * @throws ProviderException when the bytes are not here as the message says
     */
    Send join(Send request, Asking asking) {
        LargeBody claimed = BodyHolds.of(request.message());
        if (claimed == null) {
            return request;
        }
        StoredBody body = state.bodies().upload(asking.connection().id(), claimed.number());
        if (body == null) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE,
                    "The bytes of the large message are not here: they went with an earlier connection. Send it"
                            + " again.");
        }
        if (body.length() != claimed.length()) {
            throw new ProviderException(
                    ErrorCode.MESSAGE_FORMAT,
                    "The message says that its body has " + claimed.length() + " bytes, but " + body.length()
                            + " came.");
        }
        LargeBody known = new LargeBody(body.number(), body.length(), null);
        return new Send(request.message().toBuilder().body(known).build(), request.transaction(), request.isResend());
    }

    /** The message was taken or is a duplicate: from here on the body is held by whoever has the message. */
    void end(Send asked, Asking asking, Decision out) {
        LargeBody claimed = BodyHolds.of(asked.message());
        if (claimed != null) {
            out.record(new UploadEnded(asking.connection().id(), claimed.number()));
        }
    }
}
