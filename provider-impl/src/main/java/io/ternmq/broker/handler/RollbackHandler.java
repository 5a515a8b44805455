// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.broker.TransactionEnded;
import io.ternmq.protocol.Rollback;

/** A local transaction is undone, section 6.2.7. */
final class RollbackHandler implements Handler<Rollback> {

    private final Settling settling;

    RollbackHandler(Settling settling) {
        this.settling = settling;
    }

    @Override
    public void decide(Rollback request, Asking asking, Decision out) {
        settling.settle(request.settlements(), asking, out);
        out.record(new TransactionEnded(asking.connection().id(), request.transaction()));
        out.done();
    }
}
