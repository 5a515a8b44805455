// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Allows those who have a role something with the destinations whose name matches a pattern.
 *
 * <p>For each action by itself, the most specific pattern that matches a name decides: its roles may, nobody else.
 * Several permissions with one pattern add up. Hence {@code Permission.of("#", "staff", SEND)} and {@code
 * Permission.of("payroll.#", "clerk", SEND)} let clerks and not the other staff send to {@code payroll.june}.
 *
 * @param pattern a name, or a pattern with {@code *} for one level and {@code #} for any number of levels; queues and
 *                topics alike
 * @param role    the role, or {@link #EVERYBODY}
 * @param actions what is allowed; one at least
 */
public record Permission(String pattern, String role, Set<Action> actions) {

    /** In place of a role: whoever is let in, also without a name. */
    public static final String EVERYBODY = "*";

    /** Checks that it says something, and keeps the set from changing. */
    public Permission {
        Objects.requireNonNull(pattern, "pattern");
        if (pattern.isBlank() || role.isBlank()) {
            throw new IllegalArgumentException("A permission needs a pattern and a role");
        }
        if (actions.isEmpty()) {
            throw new IllegalArgumentException(
                    "The permission of role '" + role + "' for '" + pattern + "' allows nothing: name an action");
        }
        actions = Collections.unmodifiableSet(EnumSet.copyOf(actions));
    }

    /**
     * A permission.
     *
     * @param pattern a name or a pattern
     * @param role    the role, or {@link #EVERYBODY}
     * @param first   what is allowed
     * @param others  what is allowed too
     * @return the permission
     */
    public static Permission of(String pattern, String role, Action first, Action... others) {
        return new Permission(pattern, role, EnumSet.of(first, others));
    }
}
