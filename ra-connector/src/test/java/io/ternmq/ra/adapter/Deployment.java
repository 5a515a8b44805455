// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.server.Broker;
import io.ternmq.ra.inbound.TernActivationSpec;
import io.ternmq.ra.outbound.TernManagedConnectionFactory;
import io.ternmq.test.connector.HandTransactions;
import io.ternmq.test.connector.TestEndpoints;
import io.ternmq.test.connector.TestPool;
import io.ternmq.test.connector.TestServer;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The adapter of one class loader in a server; lives as often as it is told. The test's thread calls. */
final class Deployment {

    private static final int MESSAGES = 3;

    private final ClassLoader loader;
    private final String broker;
    private final Path data;

    Deployment(ClassLoader loader, String broker, Path data) {
        this.loader = loader;
        this.broker = broker;
        this.data = data;
    }

    /** From the start to the stop, with messages in and out in between. */
    void live() throws Exception {
        HandTransactions transactions = new HandTransactions();
        try (TestServer server = new TestServer(transactions)) {
            ResourceAdapter adapter = make(ResourceAdapter.class, TernResourceAdapter.class);
            set(adapter, "setUrl", "vm://" + broker);
            set(adapter, "setDataDirectory", data.toString());
            server.start(adapter);
            TestPool pool = new TestPool(server, factory(adapter), transactions);
            ConnectionFactory programs = pool.factory(ConnectionFactory.class);
            BlockingQueue<String> seen = new LinkedBlockingQueue<>();
            TestEndpoints bean = new TestEndpoints(message -> answer(programs, message, seen), transactions);
            ActivationSpec spec = spec(adapter);
            adapter.endpointActivation(bean, spec);
            transactions.begin();
            try (JMSContext context = programs.createContext()) {
                for (int i = 0; i < MESSAGES; i++) {
                    context.createProducer().send(context.createQueue("in"), "m" + i);
                }
            }
            transactions.commit();
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(seen.poll(10, TimeUnit.SECONDS)).as("message %s", i).isNotNull();
            }
            adapter.endpointDeactivation(bean, spec);
            assertThat(bean.held()).as("endpoints that the adapter holds").isZero();
            assertThat(pool.busy()).as("connections in use").isZero();
            pool.close();
            server.stop(adapter);
        }
        assertThat(hasBroker()).as("a broker that the adapter has left behind").isFalse();
    }

    /** The bean: sends an answer in the transaction of the message. */
    private static void answer(ConnectionFactory programs, Message message, BlockingQueue<String> seen) {
        try (JMSContext context = programs.createContext()) {
            String text = message.getBody(String.class);
            context.createProducer().send(context.createTopic("out"), text);
            seen.add(text);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private ManagedConnectionFactory factory(ResourceAdapter adapter) throws Exception {
        ManagedConnectionFactory factory = make(ManagedConnectionFactory.class, TernManagedConnectionFactory.class);
        ((ResourceAdapterAssociation) factory).setResourceAdapter(adapter);
        return factory;
    }

    private ActivationSpec spec(ResourceAdapter adapter) throws Exception {
        ActivationSpec spec = make(ActivationSpec.class, TernActivationSpec.class);
        spec.setResourceAdapter(adapter);
        set(spec, "setDestinationType", "jakarta.jms.Queue");
        set(spec, "setDestination", "in");
        return spec;
    }

    private <T> T make(Class<T> known, Class<?> twin) throws ReflectiveOperationException {
        Class<?> type = loader.loadClass(twin.getName());
        assertThat(type.getClassLoader()).isSameAs(loader);
        return known.cast(type.getConstructor().newInstance());
    }

    private static void set(Object bean, String setter, String value) throws ReflectiveOperationException {
        bean.getClass().getMethod(setter, String.class).invoke(bean, value);
    }

    private boolean hasBroker() throws ReflectiveOperationException {
        Class<?> brokers = loader.loadClass(Broker.class.getName());
        return ((Optional<?>) brokers.getMethod("find", String.class).invoke(null, broker)).isPresent();
    }
}
