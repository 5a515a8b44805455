// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

import java.util.List;

/**
 * Who may come in from a network, and who may do what.
 *
 * @param allowAnonymous whether clients of other machines may come in without saying who they are; default false. A
 *                       broker without users lets clients of its own machine in all the same
 * @param allowPlain     whether a password may cross a connection that is not encrypted; default false
 * @param permissions    who may do what; when there is none (default), everybody who is let in may do everything
 */
public record SecurityPolicy(boolean allowAnonymous, boolean allowPlain, List<Permission> permissions) {

    private static final SecurityPolicy DEFAULT = new SecurityPolicy(false, false, List.of());

    /** Keeps the list from changing. */
    public SecurityPolicy {
        permissions = List.copyOf(permissions);
    }

    /**
     * Nobody comes in from a network without proving who it is, and everybody who is let in may do everything.
     *
     * @return the defaults
     */
    public static SecurityPolicy defaults() {
        return DEFAULT;
    }

    /**
     * Decides about clients without a name.
     *
     * @param allowed whether clients of other machines may come in without saying who they are
     * @return a copy with this setting
     */
    public SecurityPolicy withAllowAnonymous(boolean allowed) {
        return new SecurityPolicy(allowed, allowPlain, permissions);
    }

    /**
     * Decides about passwords in clear text.
     *
     * @param allowed whether a password may cross a connection that is not encrypted
     * @return a copy with this setting
     */
    public SecurityPolicy withAllowPlain(boolean allowed) {
        return new SecurityPolicy(allowAnonymous, allowed, permissions);
    }

    /**
     * Says who may do what.
     *
     * @param newPermissions the permissions; none for no restriction
     * @return a copy with these permissions
     */
    public SecurityPolicy withPermissions(List<Permission> newPermissions) {
        return new SecurityPolicy(allowAnonymous, allowPlain, newPermissions);
    }
}
