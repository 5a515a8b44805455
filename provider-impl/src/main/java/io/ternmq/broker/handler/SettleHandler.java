// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.protocol.Settle;

/** Deliveries are accepted, given back or failed, sections 6.2.10 and 6.2.11. */
final class SettleHandler implements Handler<Settle> {

    private final Settling settling;

    SettleHandler(Settling settling) {
        this.settling = settling;
    }

    @Override
    public void decide(Settle request, Asking asking, Decision out) {
        settling.settle(request.settlements(), asking, out);
        out.done();
    }
}
