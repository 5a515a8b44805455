// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the connections that a factory makes.
 *
 * @param clientId           client identifier given to every connection, or null (default); with one, only a single
 *                           connection of the factory can be open at a time
 * @param user               user name for connections that are created without one, or null (default)
 * @param password           password for connections that are created without one, or null (default)
 * @param replyTimeoutMillis how long a call waits for the broker's answer, in milliseconds; 1 or more; default 30,000.
 *                           A sender that waits for room in a queue is bounded by the queue's own limit instead
 * @param maxPrefetch        most messages that a consumer holds ready before they are asked for; 1 to 65,536; default
 *                           256. The window starts at one message and grows only while the consumer keeps up
 * @param trustedClasses     class name patterns that an object message may contain, in the syntax of
 *                           {@link java.io.ObjectInputFilter.Config#createFilter}; default empty: nothing is
 *                           deserialised
 * @param store              where a broker keeps its messages that a {@code vm://} URI starts, in the text form of
 *                           {@link StorePolicy}, or null (default) for what system property {@code ternmq.store} says;
 *                           a broker that runs already keeps its store
 * @param network            settings of connections over a network
 */
public record ClientPolicy(
        @Nullable String clientId,
        @Nullable String user,
        @Nullable String password,
        long replyTimeoutMillis,
        int maxPrefetch,
        List<String> trustedClasses,
        @Nullable String store,
        NetworkPolicy network) {

    /** No identity, 30 seconds for an answer, a window of up to 256 messages, no trusted class. */
    public static final ClientPolicy DEFAULT =
            new ClientPolicy(null, null, null, 30_000, 256, List.of(), null, NetworkPolicy.DEFAULT);

    private static final int LARGEST_PREFETCH = 65_536;

    /** Checks the ranges. */
    public ClientPolicy {
        Checks.atLeast("replyTimeoutMillis", replyTimeoutMillis, 1);
        if (maxPrefetch < 1 || maxPrefetch > LARGEST_PREFETCH) {
            throw new IllegalArgumentException(
                    "maxPrefetch must be from 1 to " + LARGEST_PREFETCH + ", but is " + maxPrefetch);
        }
        trustedClasses = List.copyOf(trustedClasses);
        Objects.requireNonNull(network, "network");
    }

    /**
     * Presets the client identifier.
     *
     * @param id the identifier, or null for none
     * @return a copy with this identifier
     */
    public ClientPolicy withClientId(@Nullable String id) {
        return new ClientPolicy(id, user, password, replyTimeoutMillis, maxPrefetch, trustedClasses, store, network);
    }

    /**
     * Presets the identity.
     *
     * @param name   user name, or null
     * @param secret password, or null
     * @return a copy with this identity
     */
    public ClientPolicy withUser(@Nullable String name, @Nullable String secret) {
        return new ClientPolicy(
                clientId, name, secret, replyTimeoutMillis, maxPrefetch, trustedClasses, store, network);
    }

    /**
     * Bounds the wait for answers.
     *
     * @param millis 1 or more milliseconds
     * @return a copy with this bound
     */
    public ClientPolicy withReplyTimeoutMillis(long millis) {
        return new ClientPolicy(clientId, user, password, millis, maxPrefetch, trustedClasses, store, network);
    }

    /**
     * Bounds the window of a consumer.
     *
     * @param messages 1 to 65,536
     * @return a copy with this bound
     */
    public ClientPolicy withMaxPrefetch(int messages) {
        return new ClientPolicy(
                clientId, user, password, replyTimeoutMillis, messages, trustedClasses, store, network);
    }

    /**
     * Allows classes in object messages.
     *
     * @param patterns patterns in the syntax of {@link java.io.ObjectInputFilter.Config#createFilter}
     * @return a copy with these patterns
     */
    public ClientPolicy withTrustedClasses(List<String> patterns) {
        return new ClientPolicy(
                clientId, user, password, replyTimeoutMillis, maxPrefetch, patterns, store, network);
    }

    /**
     * Chooses the store of a broker that a {@code vm://} URI starts.
     *
     * @param text the text form of a {@link StorePolicy}, or null for the default
     * @return a copy with this store
     */
    public ClientPolicy withStore(@Nullable String text) {
        return new ClientPolicy(
                clientId, user, password, replyTimeoutMillis, maxPrefetch, trustedClasses, text, network);
    }

    /**
     * Changes the settings of connections over a network.
     *
     * @param newNetwork the settings
     * @return a copy with these
     */
    public ClientPolicy withNetwork(NetworkPolicy newNetwork) {
        return new ClientPolicy(
                clientId, user, password, replyTimeoutMillis, maxPrefetch, trustedClasses, store, newNetwork);
    }

    /** Tells everything but the password, and of a store no more than its kind. */
    @Override
    public String toString() {
        String hidden = password == null ? "none" : "***";
        return "ClientPolicy[clientId=" + clientId + ", user=" + user + ", password=" + hidden + ", replyTimeoutMillis="
                + replyTimeoutMillis + ", maxPrefetch=" + maxPrefetch + ", trustedClasses=" + trustedClasses
                + ", store=" + (store == null ? null : store.replaceAll("[?;].*", "")) + ", network=" + network + ']';
    }
}
