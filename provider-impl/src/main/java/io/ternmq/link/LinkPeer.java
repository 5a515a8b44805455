// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link;

import io.ternmq.protocol.Request;

/** The broker's end of one connection; the mirror of {@link Link}, called by the link from any thread. */
public interface LinkPeer {

    /** A request that wants an answer. */
    void onRequest(Request request, ReplyHandler handler);

    /** A request that wants no answer and may wait until the next request or {@link #onFlush()}. */
    void onLazyRequest(Request request);

    /** A request that wants an answer and may wait until the next request or {@link #onFlush()}. */
    default void onLazyRequest(Request request, ReplyHandler handler) {
        onRequest(request, handler);
    }

    /** The client is about to sleep: nothing may wait any longer. */
    void onFlush();

    /** The client is gone without a word. */
    void onLost();
}
