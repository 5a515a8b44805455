// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

import org.jspecify.annotations.Nullable;

/**
 * What a client has to say who it is, and over which way it would say it.
 *
 * @param user           name of the user, or null for none
 * @param password       password, or null for none
 * @param isEncrypted    whether nobody in between can read along
 * @param isLoopback     whether the broker is on the same machine
 * @param hasCertificate whether the client shows a certificate
 * @param isPlainAllowed whether the password may cross a way that is not encrypted
 */
public record Login(
        @Nullable String user,
        @Nullable String password,
        boolean isEncrypted,
        boolean isLoopback,
        boolean hasCertificate,
        boolean isPlainAllowed) {

    /** Without the password. */
    @Override
    public String toString() {
        return "Login[" + user + ']';
    }
}
