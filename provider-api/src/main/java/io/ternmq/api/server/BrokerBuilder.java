// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.SecurityPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.spi.Authenticator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Describes and starts an embedded broker. Not for use by several threads at once. */
public final class BrokerBuilder {

    private String name = "ternmq";
    private BrokerPolicy policy = BrokerPolicy.defaults();
    private final Map<String, DestinationPolicy> destinations = new LinkedHashMap<>();
    private @Nullable Authenticator authenticator;
    private @Nullable StorePolicy store;
    private SecurityPolicy security = SecurityPolicy.defaults();

    BrokerBuilder() {}

    /**
     * Names the broker.
     *
     * @param newName the name; one running broker of a name in a Java virtual machine; default {@code ternmq}
     * @return this builder
     */
    public BrokerBuilder name(String newName) {
        this.name = Objects.requireNonNull(newName, "name");
        return this;
    }

    /**
     * Replaces the settings of the broker as a whole.
     *
     * @param newPolicy the settings
     * @return this builder
     */
    public BrokerBuilder policy(BrokerPolicy newPolicy) {
        this.policy = Objects.requireNonNull(newPolicy, "policy");
        return this;
    }

    /**
     * Sets what holds for destinations whose name matches a pattern. Where several patterns match, the most specific
     * one holds.
     *
     * @param pattern  a name, or a pattern with {@code *} for one level and {@code #} for any number of levels
     * @param settings changes the default settings into the wanted ones
     * @return this builder
     */
    public BrokerBuilder destination(String pattern, UnaryOperator<DestinationPolicy> settings) {
        destinations.put(Objects.requireNonNull(pattern, "pattern"), settings.apply(DestinationPolicy.DEFAULT));
        return this;
    }

    /**
     * Lets only those connect whom the authenticator knows. Without one, everybody in the process may connect and user
     * names are not checked.
     *
     * @param newAuthenticator decides about each connection, for example {@link Users}
     * @return this builder
     */
    public BrokerBuilder authenticator(Authenticator newAuthenticator) {
        this.authenticator = Objects.requireNonNull(newAuthenticator, "authenticator");
        return this;
    }

    /**
     * Decides who may come in from a network, and who may do what. Without this, nobody comes in from a network without
     * proving who it is, except to a broker without users from its own machine, and there are no permissions.
     *
     * @param newSecurity the settings
     * @return this builder
     */
    public BrokerBuilder security(SecurityPolicy newSecurity) {
        this.security = Objects.requireNonNull(newSecurity, "security");
        return this;
    }

    /**
     * Chooses where the broker keeps what has to survive it. Without this, system property {@code ternmq.store} says,
     * and without that it is a directory of log files: {@value StorePolicy#DEFAULT}.
     *
     * @param newStore the store, for example {@link StorePolicy#file}
     * @return this builder
     */
    public BrokerBuilder store(StorePolicy newStore) {
        this.store = Objects.requireNonNull(newStore, "store");
        return this;
    }

    /**
     * Starts the broker.
     *
     * @return the running broker
     * @throws io.ternmq.api.ProviderException with {@code ILLEGAL_STATE} when a broker of this name runs already,
     *     with {@code INVALID_SETTING} when a pattern is malformed, with {@code STORE_FAILED} when the store cannot
     *     be opened
     */
    public Broker start() {
        return BrokerProvider.installed()
                .start(new BrokerSettings(name, policy, destinations, authenticator, store, security));
    }
}
