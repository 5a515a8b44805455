// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.ra.Adapter;
import io.ternmq.ra.BrokerUrl;
import io.ternmq.ra.Login;
import io.ternmq.ra.PropertyCheck;
import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAConnectionFactory;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.TransactionSupport;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.PrintWriter;
import java.io.Serial;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections for the pools of a server, and the {@link jakarta.jms.ConnectionFactory} that programs find. Its
 * properties are set before it is used; after that any thread may call.
 *
 * <p>Who connects, the first that is known: the server's credential, the user a program names, the user of this
 * factory, that of the adapter.
 */
public class TernManagedConnectionFactory
        implements ManagedConnectionFactory,
                ResourceAdapterAssociation,
                ValidatingManagedConnectionFactory,
                TransactionSupport {

    /** Distributed transactions. */
    static final TransactionSupportLevel XA = TransactionSupportLevel.XATransaction;
    /** No transactions of the server. */
    static final TransactionSupportLevel NONE = TransactionSupportLevel.NoTransaction;

    @Serial
    private static final long serialVersionUID = 1L;

    private @Nullable String url;
    private @Nullable String user;
    private @Nullable String password;
    private @Nullable String clientId;
    private String container = "server";
    private String transactions = "xa";
    private @Nullable Adapter adapter;
    private transient volatile @Nullable PrintWriter log;

    /** A factory for connections to the adapter's broker. */
    public TernManagedConnectionFactory() {
        super();
    }

    /** Which of the older interfaces connections have. */
    Kind kind() {
        return Kind.UNIFIED;
    }

    // --- connections --------------------------------------------------------------------------------------------

    @Override
    public Object createConnectionFactory(ConnectionManager connections) throws ResourceException {
        check();
        return FactoryHandle.of(new Desk(this, connections, isRestricted()));
    }

    /** A factory outside of a server: nothing is pooled, and nothing forbidden that Jakarta EE forbids in servers. */
    @Override
    public Object createConnectionFactory() throws ResourceException {
        check();
        return FactoryHandle.of(new Desk(this, new LoneConnections(), false));
    }

    @Override
    public ManagedConnection createManagedConnection(
            @Nullable Subject subject, @Nullable ConnectionRequestInfo request) throws ResourceException {
        check();
        return new ManagedTernConnection(this, loginOf(subject, request), isRestricted());
    }

    /** A connection of which no server knows; a program may still name its client. */
    ManagedTernConnection connectAlone(@Nullable ConnectionRequestInfo request) throws ResourceException {
        check();
        return new ManagedTernConnection(this, loginOf(null, request), false);
    }

    @Override
    public @Nullable ManagedConnection matchManagedConnections(
            @SuppressWarnings("rawtypes") Set candidates,
            @Nullable Subject subject,
            @Nullable ConnectionRequestInfo request)
            throws ResourceException {
        Login login = loginOf(subject, request);
        for (Object candidate : candidates) {
            if (candidate instanceof ManagedTernConnection connection && connection.matches(this, login)) {
                return connection;
            }
        }
        return null;
    }

    @Override
    public Set<ManagedConnection> getInvalidConnections(@SuppressWarnings("rawtypes") Set connections) {
        Set<ManagedConnection> invalid = new HashSet<>();
        for (Object each : connections) {
            if (each instanceof ManagedTernConnection connection && !connection.isValid()) {
                invalid.add(connection);
            }
        }
        return invalid;
    }

    /** Connects somebody to the broker; if attentive, trouble is heard of from then on. */
    Line connect(Login login, Consumer<JMSException> trouble, boolean attentive) throws ResourceException {
        XAConnectionFactory target = target();
        try {
            XAConnection connection = login.user() == null
                    ? target.createXAConnection()
                    : target.createXAConnection(login.user(), login.password());
            return named(new Line(connection, login, trouble::accept), attentive);
        } catch (JMSException e) {
            throw Refusals.refused("The broker takes no connection of " + login, e);
        }
    }

    private Line named(Line line, boolean attentive) throws JMSException {
        try {
            if (clientId != null && !clientId.equals(line.unused().getClientID())) {
                line.unused().setClientID(clientId);
            }
            if (attentive) {
                line.listen();
            }
            return line;
        } catch (JMSException | RuntimeException e) {
            closeAfter(e, line);
            throw e;
        }
    }

    /** The reason counts more than what goes wrong after it. */
    private static void closeAfter(Exception reason, Line line) {
        try {
            line.close();
        } catch (JMSException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    /** Who knows the transaction of a thread, or null where nobody does. */
    @Nullable TransactionSynchronizationRegistry registry() {
        Adapter mine = adapter;
        return mine == null ? null : mine.registry();
    }

    private XAConnectionFactory target() throws ResourceException {
        Adapter mine = adapter;
        return mine == null ? new TernXAConnectionFactory(Objects.requireNonNull(url, "url")) : mine.connections(url);
    }

    // --- who ----------------------------------------------------------------------------------------------------

    /** Who is meant by what the server or the program says. */
    Login loginOf(@Nullable Subject subject, @Nullable ConnectionRequestInfo request) {
        Login program = request instanceof Request mine ? mine.login() : Login.NOBODY;
        return credential(subject).or(program).or(login());
    }

    /** Who connects when neither server nor program say. */
    Login login() {
        Login configured = new Login(user, password);
        return adapter == null ? configured : configured.or(adapter.login());
    }

    private Login credential(@Nullable Subject subject) {
        if (subject != null) {
            for (PasswordCredential each : subject.getPrivateCredentials(PasswordCredential.class)) {
                ManagedConnectionFactory meant = each.getManagedConnectionFactory();
                if (meant == null || equals(meant)) {
                    return new Login(each.getUserName(), new String(each.getPassword()));
                }
            }
        }
        return Login.NOBODY;
    }

    // --- properties ---------------------------------------------------------------------------------------------

    private void check() throws ResourceException {
        PropertyCheck check = new PropertyCheck(this)
                .oneOf("container", container, "server", "client")
                .oneOf("transactions", transactions, "xa", "local", "none")
                .that(password == null || user != null, "user", user, "set when password is");
        if (adapter == null) {
            check.given("url", url, "set as long as no resource adapter is");
        }
        if (url != null) {
            BrokerUrl.check(check, "url", url);
        }
        check.done();
    }

    private boolean isRestricted() {
        return container.equals("server");
    }

    @Override
    public TransactionSupportLevel getTransactionSupport() {
        return switch (transactions) {
            case "local" -> TransactionSupportLevel.LocalTransaction;
            case "none" -> NONE;
            default -> XA;
        };
    }

    /**
     * Where the broker is.
     *
     * @return a URL, or null for the broker of the adapter
     */
    public @Nullable String getUrl() {
        return url;
    }

    /**
     * Says where the broker is.
     *
     * @param url for example {@code tcp://host:5672}; not set for the broker of the adapter
     */
    public void setUrl(@Nullable String url) {
        this.url = BrokerUrl.whole(given(url));
    }

    /**
     * Who connects when nobody says otherwise.
     *
     * @return name of a user, or null for the one of the adapter
     */
    public @Nullable String getUser() {
        return user;
    }

    /**
     * Says who connects when nobody says otherwise.
     *
     * @param user name of a user
     */
    public void setUser(@Nullable String user) {
        this.user = given(user);
    }

    /**
     * Another name of {@link #getUser}.
     *
     * @return name of a user, or null for the one of the adapter
     */
    public @Nullable String getUserName() {
        return user;
    }

    /**
     * Another name of {@link #setUser}, by which servers give the user of a {@code @JMSConnectionFactoryDefinition}.
     *
     * @param userName name of a user
     */
    public void setUserName(@Nullable String userName) {
        setUser(userName);
    }

    /**
     * The password of the user.
     *
     * @return the password, or null
     */
    public @Nullable String getPassword() {
        return password;
    }

    /**
     * Sets the password of the user.
     *
     * @param password the password
     */
    public void setPassword(@Nullable String password) {
        this.password = given(password);
    }

    /**
     * Which client the connections are.
     *
     * @return the client identifier, or null for none
     */
    public @Nullable String getClientId() {
        return clientId;
    }

    /**
     * Names the client. Only one connection at a time can have the name: give the pool one connection.
     *
     * @param clientId the client identifier
     */
    public void setClientId(@Nullable String clientId) {
        this.clientId = given(clientId);
    }

    /**
     * Where the programs run.
     *
     * @return {@code server} or {@code client}
     */
    public String getContainer() {
        return container;
    }

    /**
     * Says where the programs run: what Jakarta EE forbids in web and EJB containers is refused with {@code server}.
     *
     * @param container {@code server} or {@code client}
     */
    public void setContainer(@Nullable String container) {
        this.container = Objects.requireNonNullElse(given(container), "server");
    }

    /**
     * Which transactions of the server connections take part in.
     *
     * @return {@code xa}, {@code local} or {@code none}
     */
    public String getTransactions() {
        return transactions;
    }

    /**
     * Says which transactions of the server connections take part in. With {@code local} a server may take a
     * connection as the last resource of a distributed transaction, which can then end differently here and there.
     *
     * @param transactions {@code xa}, {@code local} or {@code none}
     */
    public void setTransactions(@Nullable String transactions) {
        this.transactions = Objects.requireNonNullElse(given(transactions), "xa");
    }

    /** Some servers write nothing where nothing is set. */
    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter newAdapter) throws ResourceException {
        if (!(newAdapter instanceof Adapter mine)) {
            throw new ResourceException("The factory belongs to the adapter of TernMQ, not to " + newAdapter + '.');
        }
        if (adapter != null && !adapter.equals(mine)) {
            throw new jakarta.resource.spi.IllegalStateException("The factory has a resource adapter already.");
        }
        adapter = mine;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        log = out;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return log;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof TernManagedConnectionFactory same
                && getClass() == same.getClass()
                && identity().equals(same.identity())
                && Objects.equals(adapter, same.adapter);
    }

    @Override
    public final int hashCode() {
        return identity().hashCode();
    }

    private Identity identity() {
        return new Identity(url, new Login(user, password), clientId, container, transactions);
    }

    /** What makes two factories the same. */
    private record Identity(
            @Nullable String url,
            Login login,
            @Nullable String clientId,
            String container,
            String transactions) {}

    @Override
    public String toString() {
        String where = url == null ? "the adapter's broker" : BrokerUrl.withoutQuery(url);
        return getClass().getSimpleName() + '[' + where + ']';
    }
}
