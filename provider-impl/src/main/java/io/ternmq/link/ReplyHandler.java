// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link;

import io.ternmq.protocol.Reply;

/** Takes the answer to one request. */
@FunctionalInterface
public interface ReplyHandler {

    /** For requests that want no answer. */
    ReplyHandler IGNORE = reply -> {};

    /**
     * Called exactly once. Must not block and must not throw; may run inside the broker's turn.
     *
     * @param reply the answer
     */
    void onReply(Reply reply);
}
