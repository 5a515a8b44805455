// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.ClientPolicy;
import java.util.Locale;

/**
 * Where the conformance tests are played: a link and a store. Every test takes its factory from {@link #CHOSEN}, so that
 * a new link or store runs all of them with {@code -Dternmq.venue=name} and copies none.
 */
enum Venue {
    /** A broker in this Java virtual machine that keeps messages in memory. */
    VM_MEMORY {
        @Override
        TernConnectionFactory factory(String broker, ClientPolicy policy) {
            return new TernConnectionFactory("vm://" + broker, policy);
        }
    };

    /** The one that system property {@code ternmq.venue} names; {@code vm-memory} unless told otherwise. */
    static final Venue CHOSEN =
            valueOf(System.getProperty("ternmq.venue", "vm-memory").toUpperCase(Locale.ROOT).replace('-', '_'));

    /**
     * A factory for a broker of its own.
     *
     * @param broker name that no other test uses
     * @param policy settings of the connections
     */
    abstract TernConnectionFactory factory(String broker, ClientPolicy policy);
}
