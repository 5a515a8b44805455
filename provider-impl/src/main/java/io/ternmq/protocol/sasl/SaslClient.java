// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

/** The client's side of one authentication. For one thread at a time, one use. */
public interface SaslClient {

    /** The registered name of the mechanism, for example {@code SCRAM-SHA-256}. */
    String mechanism();

    /** What the client says first. */
    byte[] begin();

    /**
     * Answers a challenge of the broker.
     *
     * @throws io.ternmq.api.ProviderException with {@code SECURITY} when the challenge makes no sense
     */
    byte[] respond(byte[] challenge);

    /**
     * Checks what the broker says last, which proves that it knows the user too, where the mechanism has that.
     *
     * @throws io.ternmq.api.ProviderException with {@code SECURITY} when the broker is not the one it says it is
     */
    void finish(byte[] outcome);
}
