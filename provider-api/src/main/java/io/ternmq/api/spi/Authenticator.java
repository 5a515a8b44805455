// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.spi;

import java.util.Optional;
import java.util.Set;

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

    /**
     * Checks a user and tells the roles as well. Unless overridden, that is {@link #authenticate} and then {@link
     * #roles}.
     *
     * @param user     the name, perhaps an unknown one
     * @param password the password, not empty; overwritten when this method has returned
     * @param peer     where the client is
     * @return who the user is; or empty to refuse
     */
    default Optional<Identity> identify(String user, char[] password, Peer peer) {
        return authenticate(user, password, peer).map(name -> new Identity(name, roles(name)));
    }

    /**
     * Decides about a client behind a network that has shown a certificate which the broker trusts and gives no user
     * name. Unless overridden, it is refused.
     *
     * @param peer where the client is; its {@link Peer#certificate()} is not null
     * @return who the owner of the certificate is; or empty to refuse
     */
    default Optional<Identity> identifyByCertificate(Peer peer) {
        return Optional.empty();
    }

    /**
     * Tells what is kept of a password, which lets clients prove that they know it without showing it. It should answer
     * {@link ScramCredential#decoy} for users who do not exist, or it tells everybody who exists. Called only when
     * {@link #mechanisms} has {@code SCRAM-SHA-256}.
     *
     * @param user the name, perhaps an unknown one
     * @return the credential; or empty to refuse
     */
    default Optional<ScramCredential> credential(String user) {
        return Optional.empty();
    }

    /**
     * Tells the roles of a user, which permissions are given to. Unless overridden, nobody has one.
     *
     * @param identity what {@link #authenticate} or {@link #authenticateAnonymous} has answered, or the name of a user
     *                 who proved by {@code SCRAM-SHA-256} to know the password
     * @return the roles
     */
    default Set<String> roles(String identity) {
        return Set.of();
    }

    /**
     * Tells what it can check of clients behind a network: {@code SCRAM-SHA-256} needs {@link #credential}, {@code
     * PLAIN} needs {@link #authenticate}, {@code EXTERNAL} needs {@link #identifyByCertificate}. Unless overridden,
     * that is {@code PLAIN}.
     *
     * @return the registered names of the mechanisms
     */
    default Set<String> mechanisms() {
        return Set.of("PLAIN");
    }
}
