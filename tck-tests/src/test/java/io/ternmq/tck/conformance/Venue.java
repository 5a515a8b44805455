// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.StorePolicy;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the conformance tests are played: a link and a store. Every test takes its factory from {@link #chosen()}, so
 * that a new link or store runs all of them with {@code -Dternmq.venue=link-store} and copies none.
 */
public enum Venue {
    /** A broker in this Java virtual machine that keeps messages in memory. */
    VM_MEMORY(Entrance.IN_VM, Keeping.MEMORY),
    /** A broker in this Java virtual machine that keeps messages in log files. */
    VM_FILE(Entrance.IN_VM, Keeping.FILE),
    /** A broker in this Java virtual machine that keeps messages in an embedded Derby database. */
    VM_DERBY(Entrance.IN_VM, Keeping.DERBY),
    /** A broker behind a socket that keeps messages in memory. */
    TCP_MEMORY(Entrance.TCP, Keeping.MEMORY),
    /** A broker behind a socket that keeps messages in log files. */
    TCP_FILE(Entrance.TCP, Keeping.FILE),
    /** A broker behind a socket that keeps messages in an embedded Derby database. */
    TCP_DERBY(Entrance.TCP, Keeping.DERBY),
    /** A broker behind TLS that keeps messages in memory. */
    SSL_MEMORY(Entrance.SSL, Keeping.MEMORY);

    private static final String PROPERTY = "ternmq.venue";

    private final Entrance entrance;
    private final Keeping keeping;

    Venue(Entrance entrance, Keeping keeping) {
        this.entrance = entrance;
        this.keeping = keeping;
    }

    /** The one that system property {@code ternmq.venue} names; {@code vm-memory} unless told otherwise. */
    static Venue chosen() {
        return labelled(System.getProperty(PROPERTY));
    }

    /**
     * The venue with a label.
     *
     * @param label the label; null or blank for {@code vm-memory}
     * @throws IllegalArgumentException when there is none; names those that there are
     */
    public static Venue labelled(@Nullable String label) {
        if (label == null || label.isBlank()) {
            return VM_MEMORY;
        }
        return Arrays.stream(values())
                .filter(venue -> venue.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no venue \"" + label + "\". -D" + PROPERTY + " takes one of: "
                                + Arrays.stream(values()).map(Venue::label).collect(Collectors.joining(", "))));
    }

    /** Its name on the command line: {@code link-store}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A factory for a broker of its own.
     *
     * @param broker name that no other test uses
     * @param policy settings of the connections
     */
    final TernConnectionFactory factory(String broker, ClientPolicy policy) {
        return new TernConnectionFactory(
                entrance.uri(broker, this), entrance.prepare(policy.withStore(storeOf(broker))));
    }

    /** Whether clients reach the broker without a network. */
    final boolean isInThisProcess() {
        return entrance == Entrance.IN_VM;
    }

    /** The store of a broker. */
    final StorePolicy policy(String broker) {
        return StorePolicy.parse(storeOf(broker), broker);
    }

    /** The store of a broker in its text form. */
    final String storeOf(String broker) {
        return keeping.textFor(broker);
    }
}
