// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.spi;

import java.util.Optional;

/**
 * Decides who may connect to a broker. Given to {@link io.ternmq.api.server.BrokerBuilder#authenticator}; {@link
 * io.ternmq.api.server.Users} is one for a fixed list of users.
 *
 * <pre>{@code
 * Authenticator directory = (user, password, peer) ->
 *         company.logsIn(user, password) ? Optional.of(user) : Optional.empty();
 * }</pre>
 *
 * <p>Called once for each connection, on the thread that connects, and by several at a time. It may block: only the one
 * who connects waits. An exception counts as a refusal. It is logged on the broker's side as it is, so keep passwords
 * out of its message, and is not shown to the client.
 */
@FunctionalInterface
public interface Authenticator {

    /** The identity of those who give no name and are let in. */
    String ANONYMOUS = "anonymous";

    /**
     * Checks a user.
     *
     * @param user     the name, perhaps an unknown one
     * @param password the password, perhaps empty; overwritten when this method has returned, so do not keep it
     * @param peer     where the client is
     * @return the identity of the user, which is often the name; or empty to refuse
     */
    Optional<String> authenticate(String user, char[] password, Peer peer);

    /**
     * Decides about a client that gives no user name: one with the identity of its process. Unless overridden, those in
     * the broker's own process are let in and others are not.
     *
     * @param peer where the client is
     * @return its identity; or empty to refuse
     */
    default Optional<String> authenticateAnonymous(Peer peer) {
        return peer.isLocal() ? Optional.of(ANONYMOUS) : Optional.empty();
    }
}
