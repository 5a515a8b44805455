// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import io.ternmq.ra.Adapter;
import io.ternmq.ra.Alarms;
import io.ternmq.ra.BrokerUrl;
import io.ternmq.ra.Login;
import io.ternmq.ra.inbound.Endpoints;
import io.ternmq.ra.inbound.TernActivationSpec;
import jakarta.jms.XAConnectionFactory;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * TernMQ in a server. The server makes it, fills its properties, starts it, and stops it; between the two, any thread
 * may call. Two adapters are equal when their properties are, whether they run or not.
 */
public final class TernResourceAdapter implements Adapter, Serializable {

    /** Where the broker is when nobody says: inside the server. */
    public static final String DEFAULT_URL = "vm://ternmq";

    @Serial
    private static final long serialVersionUID = 1L;

    private String url = DEFAULT_URL;
    private @Nullable String user;
    private @Nullable String password;
    private @Nullable String brokerConfig;
    private @Nullable String dataDirectory;

    /** Null while it does not run. */
    private transient volatile @Nullable Running running;

    /** An adapter with every property at its default; a server makes it. */
    public TernResourceAdapter() {
        // the fields say it
    }

    // --- properties ---------------------------------------------------------------------------------------------

    /** Where the broker is: {@code vm://name} in the server, or {@code tcp://}, {@code ssl://}, {@code failover:}. */
    public String getUrl() {
        return url;
    }

    /** See {@link #getUrl}; nothing stands for {@value #DEFAULT_URL}. */
    public void setUrl(@Nullable String url) {
        String given = BrokerUrl.whole(AdapterRules.orNull(url));
        this.url = given == null ? DEFAULT_URL : given;
    }

    /**
     * Who connects when neither factory nor program nor container says, and who recovers transactions, which needs the
     * permission to manage {@code ternmq.transactions} where the broker has permissions; nothing for nobody in
     * particular.
     */
    public @Nullable String getUser() {
        return user;
    }

    /** See {@link #getUser}. */
    public void setUser(@Nullable String user) {
        this.user = AdapterRules.orNull(user);
    }

    /** The password of {@code user}. */
    public @Nullable String getPassword() {
        return password;
    }

    /** See {@link #getPassword}. */
    public void setPassword(@Nullable String password) {
        this.password = password == null || password.isEmpty() ? null : password;
    }

    /** File of properties with the settings of the broker inside the server; nothing for the defaults. */
    public @Nullable String getBrokerConfig() {
        return brokerConfig;
    }

    /** See {@link #getBrokerConfig}. */
    public void setBrokerConfig(@Nullable String brokerConfig) {
        this.brokerConfig = AdapterRules.orNull(brokerConfig);
    }

    /** Directory under which a broker inside the server keeps its files; nothing for the server's own. */
    public @Nullable String getDataDirectory() {
        return dataDirectory;
    }

    /** See {@link #getDataDirectory}. */
    public void setDataDirectory(@Nullable String dataDirectory) {
        this.dataDirectory = AdapterRules.orNull(dataDirectory);
    }

    // --- life ---------------------------------------------------------------------------------------------------

    /**
     * Starts the broker when it is inside the server; a broker elsewhere need not be there yet.
     *
     * @throws ResourceAdapterInternalException when a property is not right or the broker does not start; then nothing
     *     is left running
     */
    @Override
    public synchronized void start(BootstrapContext context) throws ResourceAdapterInternalException {
        if (running != null) {
            throw new ResourceAdapterInternalException("This resource adapter runs already; a server starts it once.");
        }
        try {
            AdapterRules.check(this);
            running = Running.begin(this, context);
        } catch (ResourceException | RuntimeException e) {
            throw new ResourceAdapterInternalException("TernMQ does not start: " + e.getMessage(), e);
        }
    }

    /** Ends the endpoints that are left, the timer, and the broker that nobody else uses. */
    @Override
    public synchronized void stop() {
        Running ending = running;
        running = null;
        if (ending != null) {
            ending.end();
        }
    }

    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        TernActivationSpec ours = required(spec);
        runs().add(factory, ours, Endpoints.activate(this, factory, ours));
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
        Running now = running;
        if (now != null && spec instanceof TernActivationSpec ours) {
            now.remove(factory, ours);
        }
    }

    /**
     * A resource for each broker that this adapter and the given endpoints speak to. It connects when it is asked, so
     * that a broker that is down now is found by a later scan.
     */
    @Override
    public XAResource[] getXAResources(ActivationSpec @Nullable [] specs) {
        return RecoveryTargets.of(this, specs).stream()
                .map(target -> new RecoveryResource(target, this))
                .toArray(XAResource[]::new);
    }

    // --- what the other rooms ask -------------------------------------------------------------------------------

    @Override
    public XAConnectionFactory connections(@Nullable String other) throws ResourceException {
        return runs().connections(other == null ? url : other);
    }

    @Override
    public Login login() {
        return user == null ? Login.NOBODY : new Login(user, password);
    }

    @Override
    public WorkManager workManager() {
        return alive().workManager();
    }

    @Override
    public Alarms alarms() {
        return alive().alarms();
    }

    @Override
    public @Nullable TransactionSynchronizationRegistry registry() {
        Running now = running;
        return now == null ? null : now.registry();
    }

    private Running runs() throws ResourceException {
        Running now = running;
        if (now == null) {
            throw new jakarta.resource.spi.IllegalStateException(
                    "The resource adapter of TernMQ does not run: the server has not started it, or has stopped it.");
        }
        return now;
    }

    private Running alive() {
        try {
            return runs();
        } catch (ResourceException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static TernActivationSpec required(ActivationSpec spec) throws NotSupportedException {
        if (spec instanceof TernActivationSpec ours) {
            return ours;
        }
        throw new NotSupportedException("The activation specification is a " + spec.getClass().getName()
                + "; this resource adapter takes " + TernActivationSpec.class.getName() + ".");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TernResourceAdapter same
                && url.equals(same.url)
                && Objects.equals(user, same.user)
                && Objects.equals(password, same.password)
                && Objects.equals(brokerConfig, same.brokerConfig)
                && Objects.equals(dataDirectory, same.dataDirectory);
    }

    @Override
    public int hashCode() {
        return Objects.hash(url, user, brokerConfig, dataDirectory);
    }

    @Override
    public String toString() {
        return "resource adapter of TernMQ for " + AdapterRules.withoutQuery(url);
    }
}
