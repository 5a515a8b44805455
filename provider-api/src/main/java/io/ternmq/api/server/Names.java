// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.SaslPrep;

/** Names of users as strangers give them. */
final class Names {

    private Names() {}

    /** Those who give no name have this one, and would get the roles of such a user. */
    static void requireNotAnonymous(String name) {
        if (name.equals(Authenticator.ANONYMOUS)) {
            throw new IllegalArgumentException(
                    "The name '" + name + "' is kept for those who give no name; choose another one");
        }
    }

    /** The form under which a user is kept; what cannot be a name stays as it is, and is found nowhere. */
    static String prepared(String user) {
        try {
            return SaslPrep.prepare(user).toString();
        } catch (IllegalArgumentException e) {
            return user;
        }
    }
}
