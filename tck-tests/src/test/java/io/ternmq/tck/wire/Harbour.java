// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.api.server.Users;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.net.Acceptor;
import io.ternmq.server.net.BrokerFinder;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A broker with a door of its own, for one test. */
final class Harbour implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final EmbeddedBroker broker;
    private final Acceptor acceptor;

    /** What is waited for. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /**
     * Opens it.
     *
     * @param hasUsers whether it asks who comes: ann and bob may
     */
    Harbour(AcceptorPolicy policy, boolean hasUsers) {
        this(policy, hasUsers, StorePolicy.memory());
    }

    /** Opens one whose broker keeps messages somewhere. */
    Harbour(AcceptorPolicy policy, boolean hasUsers, StorePolicy store) {
        Users users = Users.of(Map.of(
                "ann", ScriptedClient.passwordOf("ann"),
                "bob", ScriptedClient.passwordOf("bob")));
        broker = BrokerRegistry.instance().start(new BrokerSettings(
                "harbour-" + UUID.randomUUID(),
                BrokerPolicy.defaults(),
                Map.of(),
                hasUsers ? users : null,
                store));
        acceptor = Acceptor.start(policy, BrokerFinder.only(broker.name(), broker.network()));
    }

    String name() {
        return broker.name();
    }

    Acceptor acceptor() {
        return acceptor;
    }

    ScriptedClient client() {
        return new ScriptedClient(acceptor.address(), broker.name(), null);
    }

    /** Waits until so many connections are open. */
    void awaitOpen(int count) throws IOException {
        await(() -> acceptor.openConnections() == count);
    }

    void await(Condition condition) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Waited in vain; " + acceptor.openConnections() + " connections are open");
            }
            pause(5);
        }
    }

    void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Override
    public void close() {
        acceptor.close();
        broker.close();
    }
}
