// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Who connects. Never shows the password.
 *
 * @param user     name of a user, or null for nobody in particular
 * @param password the password, or null
 */
public record Login(@Nullable String user, @Nullable String password) implements Serializable {

    /** Some servers write nothing where nobody is meant. */
    public Login {
        if (user != null && user.isBlank()) {
            user = null;
            password = null;
        }
    }

    /** Nobody in particular. */
    public static final Login NOBODY = new Login(null, null);

    /** This one, or the other when this one is nobody in particular. */
    public Login or(Login other) {
        return user == null ? other : this;
    }

    @Override
    public String toString() {
        return user == null ? "nobody in particular" : "user " + user;
    }
}
