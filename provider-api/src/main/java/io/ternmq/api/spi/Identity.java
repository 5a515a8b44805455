// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.spi;

import java.util.Set;

/**
 * Who somebody is, once that has been checked.
 *
 * @param name  the user's name
 * @param roles the roles that the user has, which permissions are given to; may be empty
 */
public record Identity(String name, Set<String> roles) {

    /** Keeps the roles from changing. */
    public Identity {
        roles = Set.copyOf(roles);
    }

    /**
     * A user without roles.
     *
     * @param name the user's name
     * @return the identity
     */
    public static Identity named(String name) {
        return new Identity(name, Set.of());
    }
}
