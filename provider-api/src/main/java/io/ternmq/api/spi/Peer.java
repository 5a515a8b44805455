// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.spi;

/**
 * Where a client is, as the broker sees it and not as the client says.
 *
 * @param isLocal whether it is in the broker's own process
 * @param address where it is, for people
 */
public record Peer(boolean isLocal, String address) {

    /** A client in the broker's own process. */
    public static final Peer LOCAL = new Peer(true, "this process");

    /**
     * A client behind a network.
     *
     * @param address where it is, for example host and port
     * @return the peer
     */
    public static Peer remote(String address) {
        return new Peer(false, address);
    }
}
