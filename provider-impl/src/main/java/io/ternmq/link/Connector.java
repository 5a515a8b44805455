// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link;

/** Opens links to one broker. */
@FunctionalInterface
public interface Connector {

    /**
     * Opens a link.
     *
     * @param events takes what the broker tells unasked
     * @return the link; the first request on it must be {@link io.ternmq.protocol.Connect}
     * @throws io.ternmq.api.ProviderException with {@code CONNECTION_LOST} when the broker cannot be reached
     */
    Link open(LinkEvents events);
}
