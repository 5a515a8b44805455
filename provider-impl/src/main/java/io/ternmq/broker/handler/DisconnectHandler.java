// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.protocol.Disconnect;

/** A connection ends, section 6.1.8; a lost one ends in the same way. */
final class DisconnectHandler implements Handler<Disconnect> {

    private final Departure departure;

    DisconnectHandler(Departure departure) {
        this.departure = departure;
    }

    @Override
    public void decide(Disconnect request, Asking asking, Decision out) {
        departure.leave(asking.connection(), asking.nowMillis(), out);
        out.done();
    }
}
