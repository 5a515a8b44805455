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

    /**
     * Opens a link that takes the place of another one, which its client has given up: of what was asked on that one,
     * nothing takes effect any more when the first answer on this one is there.
     *
     * @param events takes what the broker tells unasked
     * @param former the link that is given up
     * @throws io.ternmq.api.ProviderException as {@link #open(LinkEvents)} does
     */
    default Link open(LinkEvents events, Link former) {
        return open(events);
    }
}
