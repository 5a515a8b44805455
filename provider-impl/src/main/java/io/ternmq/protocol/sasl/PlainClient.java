// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

import java.nio.charset.StandardCharsets;

/** Shows user and password as they are, RFC 4616. */
final class PlainClient extends OneMessageClient {

    PlainClient(String user, String password) {
        super(Mechanisms.PLAIN, message(user, password));
    }

    private static byte[] message(String user, String password) {
        if (user.indexOf('\0') >= 0 || password.indexOf('\0') >= 0) {
            throw Mechanisms.refusal("User name and password must not contain the character NUL");
        }
        return ('\0' + user + '\0' + password).getBytes(StandardCharsets.UTF_8);
    }
}
