// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.NetworkPolicy;
import io.ternmq.api.policy.ReconnectPolicy;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the programs of one run share: how they reach the broker, what is written down, and when they may go home. */
final class Town {

    private static final int FIRST_ATTEMPTS = 20;
    private static final ReconnectPolicy PATIENT = new ReconnectPolicy(30_000, 2, 25);

    private final String uri;
    private final boolean mayForget;
    private final BooleanSupplier isStormy;
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private final List<Ledger> ledgers = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * Founds a town.
     *
     * @param mayForget whether the broker may lose what it knows about connections
     * @param isStormy  whether more trouble is to be expected
     */
    Town(String uri, boolean mayForget, BooleanSupplier isStormy) {
        this.uri = uri;
        this.mayForget = mayForget;
        this.isStormy = isStormy;
    }

    /** The book of a destination from which one consumer takes. */
    Ledger ledger(String name) {
        return keep(new Ledger(name, mayForget, false));
    }

    /** The book of a destination from which several consumers take. */
    Ledger sharedLedger(String name) {
        return keep(new Ledger(name, mayForget, true));
    }

    private Ledger keep(Ledger ledger) {
        synchronized (ledgers) {
            ledgers.add(ledger);
        }
        return ledger;
    }

    List<Ledger> ledgers() {
        synchronized (ledgers) {
            return List.copyOf(ledgers);
        }
    }

    /** Settings of clients that notice silence soon and do not give up. */
    static ClientPolicy policy(ReconnectPolicy reconnect) {
        return ClientPolicy.DEFAULT
                .withMaxPrefetch(8)
                .withNetwork(new NetworkPolicy(
                        1_000, 100, false, reconnect, NetworkPolicy.DEFAULT.tls()));
    }

    /** Connects, as often as it takes: a program that begins while nobody answers is told so at once. */
    Connection connect(@Nullable String clientId) throws JMSException {
        ClientPolicy policy = policy(PATIENT).withClientId(clientId);
        Connection connection = create(new TernConnectionFactory(uri, policy), FIRST_ATTEMPTS);
        connection.setExceptionListener(e -> report("an exception listener was told " + e));
        connection.start();
        return connection;
    }

    /** On a busy machine a broker may seem silent for a moment, which ends a connection that does not stand yet. */
    private static Connection create(TernConnectionFactory factory, int attempts) throws JMSException {
        try {
            return factory.createConnection();
        } catch (JMSException e) {
            if (attempts <= 1) {
                throw e;
            }
            return create(factory, attempts - 1);
        }
    }

    boolean mayForget() {
        return mayForget;
    }

    /** Whether those who send go on. */
    boolean isBusy(int sent) {
        return sent < 12 || (isStormy.getAsBoolean() && sent < 600);
    }

    /** Whether those who receive go on. */
    boolean isOpen() {
        return closing.getCount() > 0;
    }

    void close() {
        closing.countDown();
    }

    void report(String trouble) {
        troubles.add(trouble);
    }

    List<String> troubles() {
        return List.copyOf(troubles);
    }
}
