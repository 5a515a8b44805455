// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.stream.StreamView;
import io.ternmq.api.pattern.work.Leases;
import io.ternmq.api.pattern.work.ScheduleSpec;
import io.ternmq.api.pattern.work.ScheduleView;
import io.ternmq.api.pattern.work.WorkAccess;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.client.ClientConnection;
import io.ternmq.client.session.AcknowledgeMode;
import io.ternmq.client.session.ClientSession;
import io.ternmq.client.session.ClientSessions;
import io.ternmq.common.Environment;
import io.ternmq.common.TimeSource;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.jms.TemporaryDestinations;
import io.ternmq.jms.TernDestination;
import io.ternmq.jms.message.ObjectFilter;
import io.ternmq.link.Connector;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A connection of the specification. Any thread may call. */
public class TernConnection implements Connection, TemporaryDestinations, WorkAccess, StreamAccess {

    private final ClientConnection core;
    private final ClientSessions sessions;
    private final Trouble trouble;
    private final ObjectFilter filter;
    private final Set<Address> temporaries = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String clientId;
    private volatile boolean used;
    private volatile boolean closed;

    /** Takes over an open connection of the core. */
    TernConnection(ClientConnection core) {
        this.core = core;
        this.trouble = new Trouble(core.executor());
        this.sessions = new ClientSessions(core, trouble::report);
        this.filter = new ObjectFilter(core.policy().trustedClasses());
        this.clientId = core.policy().clientId();
        core.whenLost(trouble::report);
    }

    /**
     * Opens a connection that is not restricted to one domain.
     *
     * @param connector   reaches the broker
     * @param environment runs listeners
     * @param policy      the settings
     * @param user        user name, or null for user and password of the settings
     * @param password    password of the user, or null for none
     * @return the connection, stopped
     * @throws JMSException when the broker cannot be reached or refuses
     */
    public static TernConnection open(
            Connector connector,
            Environment environment,
            ClientPolicy policy,
            @Nullable String user,
            @Nullable String password)
            throws JMSException {
        return new TernConnection(openCore(connector, environment, policy, user, password));
    }

    /** Opens the connection below one of the connections of the specification. */
    static ClientConnection openCore(
            Connector connector,
            Environment environment,
            ClientPolicy policy,
            @Nullable String user,
            @Nullable String password)
            throws JMSException {
        ClientPolicy identified = user == null ? policy : policy.withUser(user, password);
        return Calls.get(() -> {
            ObjectFilter.check(identified.trustedClasses()); // while nothing is open that would have to be closed
            return ClientConnection.open(connector, environment, identified);
        });
    }

    // --- identity -----------------------------------------------------------------------------------------------

    @Override
    public @Nullable String getClientID() throws JMSException {
        requireOpen();
        return clientId;
    }

    @Override
    public synchronized void setClientID(@Nullable String newId) throws JMSException {
        requireOpen();
        if (newId == null || newId.isBlank()) {
            throw JmsExceptions.of(ErrorCode.INVALID_CLIENT_ID, "A client identifier needs at least one character.");
        }
        if (clientId != null) {
            throw JmsExceptions.of(
                    ErrorCode.ILLEGAL_STATE, "The connection has the client identifier \"" + clientId + "\" already.");
        }
        if (used) {
            throw JmsExceptions.of(
                    ErrorCode.ILLEGAL_STATE, "The client identifier is set before anything else is done.");
        }
        Calls.run(() -> core.claimClientId(newId));
        clientId = newId;
    }

    @Override
    public ConnectionMetaData getMetaData() throws JMSException {
        requireOpen();
        return new TernMetaData();
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() throws JMSException {
        requireOpen();
        return trouble.listener();
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) throws JMSException {
        use();
        trouble.listener(listener);
    }

    // --- life ---------------------------------------------------------------------------------------------------

    @Override
    public void start() throws JMSException {
        use();
        Calls.run(sessions::start);
    }

    @Override
    public void stop() throws JMSException {
        use();
        Calls.run(sessions::stop);
    }

    @Override
    public void close() throws JMSException {
        if (closed) {
            return;
        }
        Calls.run(() -> {
            sessions.requireNoCallback();
            trouble.silence();
            try {
                sessions.close();
            } finally {
                closed = true;
                core.close();
            }
        });
    }

    // --- sessions -----------------------------------------------------------------------------------------------

    @Override
    public Session createSession() throws JMSException {
        return createSession(Session.AUTO_ACKNOWLEDGE);
    }

    @Override
    public Session createSession(boolean transacted, int acknowledgeMode) throws JMSException {
        requireOpen();
        return createSession(SessionModes.of(transacted, acknowledgeMode));
    }

    @Override
    public Session createSession(int sessionMode) throws JMSException {
        use();
        return new TernUnifiedSession(this, openSession(sessionMode), sessionMode);
    }

    /** A session of the core; does not count as a use of the connection. */
    final ClientSession openSession(int sessionMode) throws JMSException {
        return openSession(SessionModes.of(sessionMode));
    }

    final ClientSession openSession(AcknowledgeMode mode) throws JMSException {
        requireStanding();
        return Calls.get(() -> sessions.open(mode));
    }

    /** A session of the core that can take part in distributed transactions. */
    final ClientSession openSessionForBranches() throws JMSException {
        requireStanding();
        return Calls.get(sessions::openForBranches);
    }

    private void requireStanding() throws JMSException {
        requireOpen();
        ProviderException lost = core.lost();
        if (lost != null) {
            throw JmsExceptions.translate(lost);
        }
    }

    // --- connection consumers -----------------------------------------------------------------------------------

    @Override
    public ConnectionConsumer createConnectionConsumer(
            @Nullable Destination destination,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        return TernConnectionConsumer.open(
                this, pool, maxMessages, subscriptions -> subscriptions.consume(destination, selector, false));
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String name,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        return TernConnectionConsumer.open(
                this, pool, maxMessages, subscriptions -> subscriptions.share(topic, name, selector));
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String name,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        return TernConnectionConsumer.open(
                this, pool, maxMessages, subscriptions -> subscriptions.subscribeDurably(topic, name, selector, false));
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String name,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        return TernConnectionConsumer.open(
                this, pool, maxMessages, subscriptions -> subscriptions.shareDurably(topic, name, selector));
    }

    // --- temporary destinations ---------------------------------------------------------------------------------

    /** Makes a destination that goes with this connection. */
    final Address createTemporary(AddressKind kind) throws JMSException {
        use();
        Address address = Calls.get(() -> core.createTemporary(kind));
        temporaries.add(address);
        return address;
    }

    @Override
    public final void delete(TernDestination destination) throws JMSException {
        requireOpen();
        Calls.run(() -> core.deleteTemporary(destination.address()));
        temporaries.remove(destination.address());
    }

    /** Refuses to consume from what belongs to another connection. */
    final void requireConsumable(Address address) throws JMSException {
        if (address.isTemporary() && !temporaries.contains(address)) {
            throw JmsExceptions.of(
                    ErrorCode.INVALID_DESTINATION,
                    address + " is temporary: only the connection that created it may consume from it.");
        }
    }

    /** The clock of the broker if that is in this process, else that of the machine; for patterns. */
    public final TimeSource time() {
        return core.time();
    }

    // --- streams ------------------------------------------------------------------------------------------------

    @Override
    public StreamView stream(String stream) throws JMSException {
        return streams().stream(stream);
    }

    @Override
    public void configure(String stream, StreamPolicy policy) throws JMSException {
        streams().configure(stream, policy);
    }

    @Override
    public void delete(String stream) throws JMSException {
        streams().delete(stream);
    }

    @Override
    public void commit(String stream, String group, int partition, long next) throws JMSException {
        streams().commit(stream, group, partition, next);
    }

    @Override
    public void seek(String stream, String group, StreamPosition position) throws JMSException {
        streams().seek(stream, group, position);
    }

    @Override
    public void forget(String stream, String group) throws JMSException {
        streams().forget(stream, group);
    }

    private StreamAccess streams() throws JMSException {
        use();
        return new BrokerStreams(core);
    }

    // --- schedules and leases -----------------------------------------------------------------------------------

    private WorkAccess work() throws JMSException {
        use();
        return new BrokerWork(core, filter);
    }

    @Override
    public ScheduleView schedule(ScheduleSpec spec, Destination destination, Message message) throws JMSException {
        return work().schedule(spec, destination, message);
    }

    @Override
    public List<ScheduleView> schedules(String prefix) throws JMSException {
        return work().schedules(prefix);
    }

    @Override
    public boolean cancelSchedule(String name) throws JMSException {
        return work().cancelSchedule(name);
    }

    @Override
    public boolean runSchedule(String name) throws JMSException {
        return work().runSchedule(name);
    }

    @Override
    public Leases leases(String queue, @Nullable String selector, Duration lease) throws JMSException {
        return work().leases(queue, selector, lease);
    }

    // --- for the others of this room ----------------------------------------------------------------------------

    final ClientConnection core() {
        return core;
    }

    final ObjectFilter filter() {
        return filter;
    }

    final boolean isClosed() {
        return closed;
    }

    /** Tells the exception listener that the pool of a connection consumer gives it nobody to work. */
    final void poolFailed(Exception failure) {
        trouble.report(new ProviderException(
                ErrorCode.ILLEGAL_STATE,
                "A server session pool failed; messages wait or become dead letters until it works again: " + failure,
                failure));
    }

    /** Notes that the connection is in use, so that its client identifier cannot change any more. */
    final void use() throws JMSException {
        requireOpen();
        used = true;
    }

    final void requireOpen() throws JMSException {
        if (closed) {
            throw Calls.closed("connection");
        }
    }
}
