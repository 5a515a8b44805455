// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.WorkContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Timer;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a resource adapter gets from a server when it is started: threads, timers, and the transactions of the test.
 * The test's thread starts and stops adapters; any thread may ask for the rest.
 */
public final class TestServer implements BootstrapContext, AutoCloseable {

    private final TestWork work = new TestWork();
    private final Deque<Timer> timers = new ConcurrentLinkedDeque<>();
    private final Deque<ResourceAdapter> adapters = new ArrayDeque<>();
    private final Deque<TestPool> pools = new ConcurrentLinkedDeque<>();
    private final @Nullable TransactionSynchronizationRegistry registry;

    /** A server without transactions. */
    public TestServer() {
        this(null);
    }

    /**
     * A server.
     *
     * @param registry what its adapters ask about the transaction of a thread, or null for a server that has none
     */
    public TestServer(@Nullable TransactionSynchronizationRegistry registry) {
        this.registry = registry;
    }

    /**
     * Starts an adapter; closing the server stops it.
     *
     * @param <A>     its class
     * @param adapter is configured
     * @return the same adapter
     */
    public <A extends ResourceAdapter> A start(A adapter) throws ResourceAdapterInternalException {
        adapter.start(this);
        adapters.push(adapter);
        return adapter;
    }

    /** Stops an adapter before the server is closed. */
    public void stop(ResourceAdapter adapter) {
        if (adapters.remove(adapter)) {
            adapter.stop();
        }
    }

    /** Its threads, with their counts. */
    public TestWork workManager() {
        return work;
    }

    @Override
    public TestWork getWorkManager() {
        return work;
    }

    @Override
    public XATerminator getXATerminator() {
        return new NoImports();
    }

    @Override
    public Timer createTimer() {
        Timer timer = new Timer("test-server-timer", true);
        timers.push(timer);
        return timer;
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> contextClass) {
        return false;
    }

    @Override
    public @Nullable TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        return registry;
    }

    /** Closes a pool when the server is closed. */
    void adopt(TestPool pool) {
        pools.push(pool);
    }

    /** Closes the pools, stops the adapters, the youngest first, then ends work and timers. */
    @Override
    public void close() {
        pools.forEach(TestPool::close);
        while (!adapters.isEmpty()) {
            adapters.pop().stop();
        }
        work.releaseAll();
        timers.forEach(Timer::cancel);
    }
}
