// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Credited;
import io.ternmq.broker.Decision;
import io.ternmq.protocol.Credit;

/** A consumer takes more messages, or no more. */
final class CreditHandler implements Handler<Credit> {

    @Override
    public void decide(Credit request, Asking asking, Decision out) {
        if (request.messages() < 1 && request.messages() != Credit.REVOKE) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, "Credit must be 1 or more messages, but is " + request.messages());
        }
        out.record(new Credited(asking.connection().id(), request.consumer(), request.messages()));
        out.done();
    }
}
