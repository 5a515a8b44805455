// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.ra.Adapter;
import io.ternmq.ra.Alarms;
import io.ternmq.ra.Login;
import io.ternmq.test.Faults;
import io.ternmq.test.TestBroker;
import io.ternmq.test.connector.HandTransactions;
import io.ternmq.test.connector.TestPool;
import io.ternmq.test.connector.TestServer;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.XAConnectionFactory;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A broker that knows ann and bob, a server, and pools between them. The password of a user is the name and a 1. */
abstract class OutboundStage {

    /** How long to wait for a message that comes, in milliseconds. */
    static final long LONG = 10_000;

    final TestBroker broker = TestBroker.startInRealTime(
            new BrokerSettings(
                    "outbound-" + UUID.randomUUID(),
                    BrokerPolicy.defaults(),
                    Map.of(),
                    (user, password, peer) ->
                            new String(password).equals(user + '1') ? Optional.of(user) : Optional.empty(),
                    StorePolicy.memory()),
            new Faults(Faults.seedOfThisRun(0)));
    final HandTransactions transactions = new HandTransactions();
    final TestServer server = new TestServer(transactions);
    final StageAdapter adapter = new StageAdapter();

    @AfterEach
    void end() {
        server.close();
        broker.close();
    }

    /** A factory that belongs to the adapter. */
    <F extends TernManagedConnectionFactory> F own(F factory) throws ResourceException {
        factory.setResourceAdapter(adapter);
        return factory;
    }

    TernManagedConnectionFactory factory() throws ResourceException {
        return own(new TernManagedConnectionFactory());
    }

    TernManagedConnectionFactory clientFactory() throws ResourceException {
        TernManagedConnectionFactory factory = factory();
        factory.setContainer("client");
        return factory;
    }

    TestPool pool(TernManagedConnectionFactory factory) {
        return new TestPool(server, factory, transactions);
    }

    static ConnectionFactory programs(TestPool pool) throws ResourceException {
        return pool.factory(ConnectionFactory.class);
    }

    void send(String queue, String... texts) {
        try (JMSContext context = broker.connectionFactory().createContext()) {
            for (String text : texts) {
                context.createProducer().send(context.createQueue(queue), text);
            }
        }
    }

    /** Takes everything that is in a queue and in nobody's hands. */
    List<String> drain(String queue) throws JMSException {
        List<String> found = new ArrayList<>();
        try (JMSContext context = broker.connectionFactory().createContext()) {
            var consumer = context.createConsumer(context.createQueue(queue));
            Message message = consumer.receiveNoWait();
            while (message != null) {
                found.add(message.getBody(String.class));
                message = consumer.receiveNoWait();
            }
        }
        return found;
    }

    /** Waits for what happens on other threads; fails after ten seconds. */
    static void eventually(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begin).as(what).isLessThan(TimeUnit.MILLISECONDS.toNanos(LONG));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Connects to the broker of the test. */
    final class StageAdapter implements Adapter {

        /** Who connects when nobody says otherwise. */
        Login usual = Login.NOBODY;

        /** Whether the server tells of the transactions of threads. */
        boolean knowsTransactions = true;

        @Override
        public XAConnectionFactory connections(@Nullable String url) {
            return new TernXAConnectionFactory(url == null ? broker.uri().toString() : url);
        }

        @Override
        public Login login() {
            return usual;
        }

        @Override
        public WorkManager workManager() {
            return server.workManager();
        }

        @Override
        public Alarms alarms() {
            throw new AssertionError("nothing of this room waits");
        }

        @Override
        public @Nullable TransactionSynchronizationRegistry registry() {
            return knowsTransactions ? server.getTransactionSynchronizationRegistry() : null;
        }

        @Override
        public void start(BootstrapContext context) {
            // runs already
        }

        @Override
        public void stop() {
            // the broker is the test's
        }

        @Override
        public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) {
            throw new AssertionError("nothing comes in here");
        }

        @Override
        public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
            throw new AssertionError("nothing comes in here");
        }

        @Override
        public XAResource[] getXAResources(ActivationSpec[] specs) {
            return new XAResource[0];
        }
    }
}
