// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

/**
 * Where a broker may be.
 *
 * @param host        name or address
 * @param port        port
 * @param isEncrypted whether it is talked to through TLS
 */
public record Target(String host, int port, boolean isEncrypted) {

    @Override
    public String toString() {
        return (isEncrypted ? "ssl://" : "tcp://") + (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
