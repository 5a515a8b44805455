// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.ra.Alarms;
import io.ternmq.ra.broker.BrokerPlan;
import io.ternmq.ra.broker.DataDirectory;
import io.ternmq.ra.broker.SharedBrokers;
import io.ternmq.ra.inbound.Activation;
import io.ternmq.ra.inbound.TernActivationSpec;
import jakarta.jms.XAConnectionFactory;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter has while it runs: the server's threads and timer, the brokers inside the server that it uses, its
 * endpoints. Any thread may call; what is ended takes in nothing more.
 */
final class Running {

    private static final System.Logger LOG = System.getLogger(Running.class.getName());

    private final WorkManager workManager;
    private final TimerAlarms alarms;
    private final @Nullable TransactionSynchronizationRegistry registry;
    private final Path data;
    /** The adapter's own broker, when it is inside the server. */
    private final @Nullable BrokerPlan own;
    private final Map<String, SharedBrokers.Use> brokers = new HashMap<>();
    private final List<Active> endpoints = new ArrayList<>();
    private boolean ended;

    private Running(BootstrapContext context, Path data, @Nullable BrokerPlan own) throws ResourceException {
        this.workManager = context.getWorkManager();
        this.registry = context.getTransactionSynchronizationRegistry();
        this.data = data;
        this.own = own;
        this.alarms = new TimerAlarms(context.createTimer()); // the last, since a timer is a thread
    }

    /** An endpoint by what the server calls it. */
    private record Active(MessageEndpointFactory factory, TernActivationSpec spec, Activation activation) {

        boolean is(MessageEndpointFactory otherFactory, TernActivationSpec otherSpec) {
            return factory.equals(otherFactory) && spec.equals(otherSpec);
        }
    }

    /** Begins; when the broker does not start, nothing is left running. */
    static Running begin(TernResourceAdapter adapter, BootstrapContext context) throws ResourceException {
        Path data = DataDirectory.of(adapter.getDataDirectory(), System.getProperties());
        String broker = brokerIn(new TernXAConnectionFactory(adapter.getUrl()));
        String config = adapter.getBrokerConfig();
        BrokerPlan own = broker == null ? null : new BrokerPlan(broker, config == null ? null : Path.of(config), data);
        Running begun = new Running(context, data, own);
        try {
            if (own != null) {
                begun.brokers.put(own.name(), SharedBrokers.here().take(own));
            }
            return begun;
        } catch (RuntimeException | Error e) {
            begun.end();
            throw e;
        }
    }

    WorkManager workManager() {
        return workManager;
    }

    Alarms alarms() {
        return alarms;
    }

    @Nullable TransactionSynchronizationRegistry registry() {
        return registry;
    }

    XAConnectionFactory connections(String url) throws ResourceException {
        try {
            ClientPolicy policy = ClientPolicy.DEFAULT.withStore(new BrokerPlan("any", null, data).store());
            TernXAConnectionFactory factory = new TernXAConnectionFactory(url, policy);
            String broker = brokerIn(factory);
            if (broker != null) {
                use(broker);
            }
            return factory;
        } catch (IllegalArgumentException | ProviderException e) {
            throw new ResourceException(
                    "No connection can be made to " + AdapterRules.withoutQuery(url) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Brokers beside the adapter's own have the defaults, unless another adapter has started them by its plan. One
     * that has ended by itself is started once more as it was: a connection would start it too, but without its
     * settings, and so without its users and permissions.
     */
    private synchronized void use(String broker) throws ResourceException {
        if (ended) {
            throw new jakarta.resource.spi.IllegalStateException("The resource adapter of TernMQ has been stopped.");
        }
        SharedBrokers.Use known = brokers.get(broker);
        if (known == null || !known.isRunning()) {
            BrokerPlan mine = own;
            BrokerPlan plan =
                    mine != null && mine.name().equals(broker) ? mine : new BrokerPlan(broker, null, data);
            brokers.put(broker, SharedBrokers.here().join(plan));
            if (known != null) {
                known.close();
            }
        }
    }

    private static @Nullable String brokerIn(TernXAConnectionFactory factory) {
        URI uri = factory.uri();
        return "vm".equals(uri.getScheme()) ? uri.getAuthority() : null;
    }

    /** Keeps an endpoint, or ends it when this has ended meanwhile. */
    void add(MessageEndpointFactory factory, TernActivationSpec spec, Activation activation) throws ResourceException {
        synchronized (this) {
            if (!ended) {
                endpoints.add(new Active(factory, spec, activation));
                return;
            }
        }
        activation.close();
        throw new jakarta.resource.spi.IllegalStateException("The resource adapter of TernMQ has been stopped.");
    }

    void remove(MessageEndpointFactory factory, TernActivationSpec spec) {
        List<Active> ending = new ArrayList<>();
        synchronized (this) {
            endpoints.stream().filter(each -> each.is(factory, spec)).forEach(ending::add);
            endpoints.removeAll(ending);
        }
        ending.forEach(each -> close("an endpoint", each.activation()));
    }

    void end() {
        List<Active> ending;
        List<SharedBrokers.Use> used;
        synchronized (this) {
            ended = true;
            ending = List.copyOf(endpoints);
            used = List.copyOf(brokers.values());
            endpoints.clear();
            brokers.clear();
        }
        ending.forEach(each -> close("an endpoint", each.activation()));
        alarms.end();
        used.forEach(each -> close("the broker", each));
    }

    /** The others are to be ended too, so that a failure is logged and no more. */
    private static void close(String what, AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "The resource adapter stopped, and " + what + " did not end well", e);
        }
    }
}
