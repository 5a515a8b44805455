// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.spi;

import org.jspecify.annotations.Nullable;

/**
 * Where a client is, as the broker sees it and not as the client says.
 *
 * @param isLocal     whether it is in the broker's own process
 * @param address     where it is, for people
 * @param isEncrypted whether nobody in between can read what it says
 * @param certificate distinguished name in the certificate that it has proved to own, or null for none
 */
public record Peer(boolean isLocal, String address, boolean isEncrypted, @Nullable String certificate) {

    /** A client in the broker's own process. */
    public static final Peer LOCAL = new Peer(true, "this process", true, null);

    /**
     * A client behind a network, in clear text.
     *
     * @param address where it is, for example host and port
     * @return the peer
     */
    public static Peer remote(String address) {
        return new Peer(false, address, false, null);
    }

    /**
     * A client behind a network, through TLS.
     *
     * @param address     where it is, for example host and port
     * @param certificate distinguished name in its certificate, or null when it has shown none
     * @return the peer
     */
    public static Peer encrypted(String address, @Nullable String certificate) {
        return new Peer(false, address, true, certificate);
    }

    /**
     * Tells the machine, for counting what comes from it: the address without the port.
     *
     * @return the host
     */
    public String host() {
        String text = address.substring(address.lastIndexOf('/') + 1);
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? text : text.substring(1, end);
        }
        int colon = text.indexOf(':');
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }

    /**
     * Tells whether the client is on the same machine. Only addresses in numbers count; a name proves nothing.
     *
     * @return whether it is in this process or has an address of the loopback
     */
    public boolean isLoopback() {
        String host = host();
        return isLocal || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
