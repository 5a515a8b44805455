// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.api.ErrorCode;
import io.ternmq.ra.Login;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LazyEnlistableManagedConnection;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * A connection that the server pools: a link to the broker with one session, which several {@linkplain Grip grips} of
 * one transaction may share. The server and the grips call, on any thread.
 */
final class ManagedTernConnection implements ManagedConnection, LazyEnlistableManagedConnection {

    private final TernManagedConnectionFactory factory;
    private final Set<Grip> grips = ConcurrentHashMap.newKeySet();
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final Branches branches = new Branches(() -> line().resource(), this::lost, this::transactionOfThread);
    private final OwnTransaction own = new OwnTransaction(branches);
    private final AtomicBoolean broken = new AtomicBoolean();
    private final boolean attentive;
    private volatile Line line;
    private volatile @Nullable PrintWriter log;

    /**
     * Connects.
     *
     * @param factory   whose connection it is
     * @param login     who connects
     * @param attentive whether to hear of its loss before anybody uses it, after which nobody can name the client
     */
    ManagedTernConnection(TernManagedConnectionFactory factory, Login login, boolean attentive)
            throws ResourceException {
        this.factory = factory;
        this.attentive = attentive;
        this.line = connect(login);
        this.log = factory.getLogWriter();
    }

    private Line connect(Login login) throws ResourceException {
        return factory.connect(login, this::noticed, attentive);
    }

    // --- what grips do ------------------------------------------------------------------------------------------

    Line line() {
        return line;
    }

    /** The session that takes part in transactions; outside of them it acknowledges by itself. */
    Session session() throws JMSException {
        return line.session();
    }

    boolean inTransaction() {
        return branches.within();
    }

    /** How the thread stands to the transaction that the session works in. */
    Standing standing() {
        return branches.standing();
    }

    /** Whether the thread has a transaction, or nobody knows. */
    boolean mayBeWanted() {
        return factory.registry() == null || transactionOfThread() != null;
    }

    /** Refuses the work of a transaction that has gone on without this connection. */
    void requireCurrent() throws JMSException {
        if (branches.isPast()) {
            throw Refusals.pastTransaction();
        }
    }

    private @Nullable Object transactionOfThread() {
        return ThreadTransaction.key(factory.registry());
    }

    /** A failure that somebody met: tells who holds on to the connection, and the server when it is lost by it. */
    void noticed(JMSException failure) {
        if (Refusals.isFatal(failure)) {
            lost(failure);
        }
    }

    private void lost() {
        lost(new JMSException(
                "The broker cannot be reached by the transaction manager.", ErrorCode.CONNECTION_LOST.code()));
    }

    private void lost(JMSException failure) {
        if (broken.compareAndSet(false, true)) {
            write("lost: " + failure.getMessage());
            List<Grip> holding = List.copyOf(grips);
            ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_ERROR_OCCURRED, failure);
            listeners.forEach(listener -> listener.connectionErrorOccurred(event));
            holding.forEach(grip -> grip.tell(failure));
        }
    }

    /** A grip is closed. */
    void release(Grip grip) {
        if (leave(grip)) {
            ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
            event.setConnectionHandle(grip);
            listeners.forEach(listener -> listener.connectionClosed(event));
        }
    }

    /** A grip goes, and the server knows. */
    boolean leave(Grip grip) {
        return grips.remove(grip);
    }

    // --- what the server does -----------------------------------------------------------------------------------

    boolean matches(TernManagedConnectionFactory asked, Login login) {
        return asked.equals(factory) && login.equals(line.login()) && !broken.get();
    }

    boolean isValid() {
        return !broken.get() && line.stands();
    }

    @Override
    public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo request)
            throws ResourceException {
        requireWhole();
        become(factory.loginOf(subject, request));
        Grip grip = new Grip(this);
        grips.add(grip);
        return grip;
    }

    private void requireWhole() throws ResourceException {
        if (broken.get()) {
            throw new jakarta.resource.spi.IllegalStateException("The connection is lost or closed: destroy it.");
        }
    }

    /** Connects again for another user. */
    private synchronized void become(Login login) throws ResourceException {
        Line before = line;
        if (before.login().equals(login)) {
            return;
        }
        if (!grips.isEmpty()) {
            throw new jakarta.resource.spi.SecurityException("The connection is in use by " + before.login()
                    + " and cannot be shared with " + login + ": ask for another one.");
        }
        reconnect(before, login);
        write("was of " + before.login());
    }

    /** Connects anew; the old line goes before where the new one has to have its name. */
    private synchronized void reconnect(Line before, Login login) throws ResourceException {
        if (factory.getClientId() == null) {
            line = connect(login);
            close(before);
            return;
        }
        close(before);
        try {
            line = connect(login);
        } catch (ResourceException e) {
            broken.set(true);
            throw e;
        }
    }

    @Override
    public void associateConnection(Object handle) throws ResourceException {
        if (!(handle instanceof Grip grip)) {
            throw new ResourceException("Only handles of TernMQ go together with its connections, not " + handle + '.');
        }
        requireWhole();
        try {
            grip.moveTo(this);
        } catch (JMSException e) {
            noticed(e);
            throw Refusals.refused("The handle cannot be moved to this connection", e);
        }
        grips.add(grip);
    }

    @Override
    public void cleanup() throws ResourceException {
        dropGrips();
        own.abandon();
        if (inTransaction()) {
            throw new jakarta.resource.spi.IllegalStateException(
                    "The connection works in a transaction that has not ended: nobody else can have it.");
        }
        branches.forgetPast();
        if (broken.get()) {
            return;
        }
        Line used = line;
        if (used.isNamed()) {
            reconnect(used, used.login());
            return;
        }
        try {
            used.reset();
        } catch (JMSException e) {
            throw Refusals.refused("The connection cannot be made fit for somebody else", e);
        }
    }

    private void dropGrips() {
        for (Grip grip : List.copyOf(grips)) {
            grips.remove(grip);
            grip.drop();
        }
    }

    @Override
    public void destroy() {
        dropGrips();
        broken.set(true);
        close(line);
    }

    private void close(Line ending) {
        try {
            ending.close();
        } catch (JMSException e) {
            write("could not be closed in an orderly way: " + e.getMessage());
        }
    }

    @Override
    public XAResource getXAResource() throws ResourceException {
        if (factory.getTransactionSupport() != TernManagedConnectionFactory.XA) {
            throw new NotSupportedException("The connection factory is not for distributed transactions: its property "
                    + "transactions is \"" + factory.getTransactions() + "\".");
        }
        return branches;
    }

    @Override
    public LocalTransaction getLocalTransaction() throws ResourceException {
        if (factory.getTransactionSupport() == TernManagedConnectionFactory.NONE) {
            throw new NotSupportedException(
                    "The connection factory is not for transactions: its property transactions is \"none\".");
        }
        return own;
    }

    @Override
    public ManagedConnectionMetaData getMetaData() throws ResourceException {
        try {
            Login login = line.login();
            String version = line.unused().getMetaData().getProviderVersion();
            return new MetaData(version, login.user() == null ? "" : login.user());
        } catch (JMSException e) {
            throw Refusals.refused("The connection is closed", e);
        }
    }

    /** What the server shows of the connection. */
    private record MetaData(String version, String user) implements ManagedConnectionMetaData {

        @Override
        public String getEISProductName() {
            return "TernMQ";
        }

        @Override
        public String getEISProductVersion() {
            return version;
        }

        @Override
        public int getMaxConnections() {
            return 0;
        }

        @Override
        public String getUserName() {
            return user;
        }
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        log = out;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return log;
    }

    private void write(String what) {
        PrintWriter out = log;
        if (out != null) {
            out.println("TernMQ connection of " + line.login() + ' ' + what);
        }
    }
}
