// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Awaited;
import io.ternmq.broker.Decision;
import io.ternmq.protocol.Await;

/** A consumer sleeps until a message comes. */
final class AwaitHandler implements Handler<Await> {

    @Override
    public void decide(Await request, Asking asking, Decision out) {
        out.record(new Awaited(asking.connection().id(), request.consumer(), request.seen()));
        out.done();
    }
}
