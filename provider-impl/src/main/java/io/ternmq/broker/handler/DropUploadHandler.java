// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.broker.UploadEnded;
import io.ternmq.protocol.DropUpload;

/** A large body is given up before its message was taken. */
final class DropUploadHandler implements Handler<DropUpload> {

    @Override
    public void decide(DropUpload request, Asking asking, Decision out) {
        out.record(new UploadEnded(asking.connection().id(), request.upload()));
        out.done();
    }
}
