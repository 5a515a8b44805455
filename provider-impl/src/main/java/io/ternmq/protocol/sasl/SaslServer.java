// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

import io.ternmq.api.spi.Identity;

/** The broker's side of one authentication. For one thread at a time, one use; may block. */
public interface SaslServer {

    /**
     * Takes what the client says, first or in answer to a challenge.
     *
     * @return what happens next; a refusal tells the client nothing about what was wrong
     */
    Step next(byte[] response);

    /** What the broker says to a client's response. */
    sealed interface Step {

        /** The client has to answer. */
        @SuppressWarnings("ArrayRecordComponent") // handed over and never changed
        record Challenge(byte[] bytes) implements Step {}

        /** The client is who it says; the bytes, perhaps none, go to it. */
        @SuppressWarnings("ArrayRecordComponent") // handed over and never changed
        record Accepted(Identity identity, byte[] outcome) implements Step {}

        /** The client is not let in. */
        record Rejected() implements Step {}
    }
}
