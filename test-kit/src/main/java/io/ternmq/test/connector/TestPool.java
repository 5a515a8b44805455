// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LazyEnlistableConnectionManager;
import jakarta.resource.spi.LazyEnlistableManagedConnection;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.io.Serial;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Pools managed connections as a server does: within a transaction, equal requests share one; a connection comes back
 * when its last handle is closed and its transaction has ended; one that reports an error, or does not pass the check
 * of its factory, is destroyed. Any thread may call; the pool holds its lock while it calls the adapter, but needs
 * none when the adapter reports an error.
 */
public final class TestPool implements ConnectionManager, LazyEnlistableConnectionManager, AutoCloseable {

    /** How connections take part in the transaction of a thread. */
    public enum Part {
        /** By their {@code XAResource}. */
        XA,
        /** By their {@code LocalTransaction}, which the end of the transaction ends. */
        LOCAL,
        /** Not at all. */
        NONE
    }

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ManagedConnectionFactory factory;
    private final transient @Nullable TransactionManager transactions;
    private final Part part;
    private final transient List<Slot> slots = new CopyOnWriteArrayList<>();
    private final AtomicInteger destroyed = new AtomicInteger();
    private final transient List<String> events = new CopyOnWriteArrayList<>();
    private transient @Nullable Subject subject;
    private boolean lazy = true;
    private int created;

    /**
     * A pool whose connections take part by XA.
     *
     * @param server       has started the adapter of the factory
     * @param factory      makes the connections
     * @param transactions those of the server, or null when it has none
     */
    public TestPool(TestServer server, ManagedConnectionFactory factory, @Nullable TransactionManager transactions) {
        this(server, factory, transactions, Part.XA);
    }

    /**
     * A pool.
     *
     * @param server       has started the adapter of the factory
     * @param factory      makes the connections
     * @param transactions those of the server, or null when it has none
     * @param part         how connections take part in them
     */
    public TestPool(
            TestServer server,
            ManagedConnectionFactory factory,
            @Nullable TransactionManager transactions,
            Part part) {
        this.factory = factory;
        this.transactions = transactions;
        this.part = part;
        server.adopt(this);
    }

    /**
     * The connection factory that programs get.
     *
     * @param <T>  its type
     * @param type its class
     * @return the factory
     */
    public <T> T factory(Class<T> type) throws ResourceException {
        return type.cast(factory.createConnectionFactory(this));
    }

    /**
     * Signs on as a container does.
     *
     * @param who goes to the factory with each request from now on, or null
     */
    public synchronized void signOn(@Nullable Subject who) {
        this.subject = who;
    }

    /**
     * Chooses whether connections that can wait are enlisted when they ask for it (the default), or at once.
     *
     * @param waits whether they wait
     */
    public synchronized void enlistLazily(boolean waits) {
        this.lazy = waits;
    }

    /** Connections that were made since the beginning. */
    public synchronized int created() {
        return created;
    }

    /** Connections that were destroyed since the beginning. */
    public int destroyed() {
        return destroyed.get();
    }

    /** Connections that wait for the next request. */
    public synchronized int idle() {
        return (int) slots.stream().filter(Slot::idle).count();
    }

    /** Connections that a program holds, or a transaction. */
    public synchronized int busy() {
        return (int) slots.stream().filter(slot -> !slot.idle()).count();
    }

    /** What connections reported, such as {@code localTransactionStarted}, in order. */
    public List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public synchronized Object allocateConnection(
            ManagedConnectionFactory from, @Nullable ConnectionRequestInfo request) throws ResourceException {
        if (!from.equals(factory)) {
            throw new ResourceException("this pool belongs to another factory");
        }
        Transaction transaction = transaction();
        Slot slot = shared(transaction, request);
        if (slot == null) {
            slot = free(request);
        }
        try {
            slot.open(transaction);
            if (transaction != null && !(lazy && slot.connection() instanceof LazyEnlistableManagedConnection)) {
                slot.enlist(transaction, part);
            }
            return slot.handle(subject);
        } catch (ResourceException | RuntimeException e) {
            slot.closed();
            throw e;
        }
    }

    @Override
    public synchronized void lazyEnlist(ManagedConnection connection) throws ResourceException {
        Transaction transaction = transaction();
        if (transaction != null) {
            slot(connection).enlist(transaction, part);
        }
    }

    /** Destroys the connections, those in use too. */
    @Override
    public synchronized void close() {
        List.copyOf(slots).forEach(this::destroy);
    }

    /** What the factory thinks of the idle connections; destroys those that are broken. */
    public synchronized void validate() throws ResourceException {
        for (Slot slot : List.copyOf(slots)) {
            if (slot.idle() && broken(slot)) {
                destroy(slot);
            }
        }
    }

    private @Nullable Slot shared(@Nullable Transaction transaction, @Nullable ConnectionRequestInfo request) {
        for (Slot slot : slots) {
            if (transaction != null && slot.worksFor(transaction) && slot.asked(subject, request)) {
                return slot;
            }
        }
        return null;
    }

    private Slot free(@Nullable ConnectionRequestInfo request) throws ResourceException {
        while (true) {
            Slot found = matched(request);
            if (found == null) {
                return make(request);
            }
            if (!broken(found)) {
                found.wanted(subject, request);
                return found;
            }
            destroy(found);
        }
    }

    private @Nullable Slot matched(@Nullable ConnectionRequestInfo request) throws ResourceException {
        Set<ManagedConnection> idle = new LinkedHashSet<>();
        slots.stream().filter(Slot::idle).forEach(slot -> idle.add(slot.connection()));
        if (idle.isEmpty()) {
            return null;
        }
        ManagedConnection match = factory.matchManagedConnections(idle, subject, request);
        return match == null ? null : slot(match);
    }

    private Slot make(@Nullable ConnectionRequestInfo request) throws ResourceException {
        if (factory instanceof ResourceAdapterAssociation bound && bound.getResourceAdapter() == null) {
            throw new ResourceException("the factory was not given its resource adapter");
        }
        ManagedConnection connection =
                Objects.requireNonNull(factory.createManagedConnection(subject, request), "no connection was made");
        created++;
        Slot slot = new Slot(this, connection);
        slot.wanted(subject, request);
        slots.add(slot);
        return slot;
    }

    private boolean broken(Slot slot) throws ResourceException {
        return factory instanceof ValidatingManagedConnectionFactory validating
                && !validating.getInvalidConnections(Set.of(slot.connection())).isEmpty();
    }

    private Slot slot(ManagedConnection connection) {
        return slots.stream()
                .filter(slot -> slot.connection() == connection)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not a connection of this pool: " + connection));
    }

    private @Nullable Transaction transaction() throws ResourceException {
        try {
            if (transactions == null || part == Part.NONE) {
                return null;
            }
            return transactions.getStatus() == Status.STATUS_NO_TRANSACTION ? null : transactions.getTransaction();
        } catch (SystemException e) {
            throw new ResourceException("the transaction manager does not answer", e);
        }
    }

    /** Notes what a connection reported. */
    void event(String name) {
        events.add(name);
    }

    /** Takes a connection back that nobody holds any more. */
    synchronized void idle(Slot slot) {
        try {
            slot.connection().cleanup();
        } catch (ResourceException e) {
            event("cleanup failed: " + e.getMessage());
            destroy(slot);
        }
    }

    /** Throws a connection away. Needs no lock: broken ones say so at any moment. A second call does nothing. */
    void destroy(Slot slot) {
        if (slots.remove(slot)) {
            destroyed.incrementAndGet();
            try {
                slot.connection().destroy();
            } catch (ResourceException e) {
                event("destroy failed: " + e.getMessage());
            }
        }
    }
}
