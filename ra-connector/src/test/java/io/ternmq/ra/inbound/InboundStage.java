// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.ra.Adapter;
import io.ternmq.ra.Alarms;
import io.ternmq.ra.Login;
import io.ternmq.test.Faults;
import io.ternmq.test.TestBroker;
import io.ternmq.test.connector.HandTransactions;
import io.ternmq.test.connector.TestEndpoints;
import io.ternmq.test.connector.TestServer;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.XAConnectionFactory;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A broker, a server, and endpoints between them. The queue {@code frail} gives up after three attempts. */
abstract class InboundStage {

    /** How long to wait for what must not happen, in milliseconds. */
    static final long A_WHILE = 200;

    final TestBroker broker = TestBroker.startInRealTime(
            new BrokerSettings(
                    "inbound-" + UUID.randomUUID(),
                    BrokerPolicy.defaults(),
                    Map.of("frail", DestinationPolicy.DEFAULT.withRedelivery(
                            Redelivery.DEFAULT.withMaxDeliveryAttempts(3))),
                    null,
                    StorePolicy.memory()),
            new Faults(Faults.seedOfThisRun(0)));
    final HandTransactions transactions = new HandTransactions();
    final TestServer server = new TestServer(transactions);
    final HandAlarms alarms = new HandAlarms();
    /** Whose threads endpoints use: the server's, unless a test puts others before them. */
    volatile WorkManager threads = server.workManager();
    final Adapter adapter = new StageAdapter();
    final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final List<Activation> activations = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        activations.forEach(Activation::close);
        server.close();
        broker.close();
        assertThat(server.workManager().takeFailures()).as("what work died of").isEmpty();
    }

    static TernActivationSpec queue(String name) {
        TernActivationSpec spec = new TernActivationSpec();
        spec.setDestinationType("jakarta.jms.Queue");
        spec.setDestination(name);
        return spec;
    }

    static TernActivationSpec topic(String name) {
        TernActivationSpec spec = new TernActivationSpec();
        spec.setDestinationType("jakarta.jms.Topic");
        spec.setDestination(name);
        return spec;
    }

    /** A bean whose deliveries are transacted. */
    TestEndpoints transacted(MessageListener bean) {
        return new TestEndpoints(bean, transactions);
    }

    /** A bean whose deliveries are not. */
    static TestEndpoints plain(MessageListener bean) {
        return new TestEndpoints(bean);
    }

    Activation activate(MessageEndpointFactory bean, TernActivationSpec spec) throws ResourceException {
        Activation activation = Endpoints.activate(adapter, bean, spec);
        activations.add(activation);
        return activation;
    }

    /** A bean that only notes what it gets, as "text attempt". */
    void note(Message message) {
        seen.add(describe(message));
    }

    static String describe(Message message) {
        try {
            return message.getBody(String.class) + ' ' + message.getIntProperty("JMSXDeliveryCount");
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    String next() throws InterruptedException {
        String text = seen.poll(10, TimeUnit.SECONDS);
        return text == null ? "nothing" : text;
    }

    void send(String queue, String... texts) {
        try (JMSContext context = broker.connectionFactory().createContext()) {
            sendTo(context, context.createQueue(queue), texts);
        }
    }

    void publish(String topic, String... texts) {
        try (JMSContext context = broker.connectionFactory().createContext()) {
            sendTo(context, context.createTopic(topic), texts);
        }
    }

    private static void sendTo(JMSContext context, Destination destination, String... texts) {
        for (String text : texts) {
            context.createProducer().setProperty("text", text).send(destination, text);
        }
    }

    /** Takes everything that is in a queue and not in somebody's hands. */
    List<String> drain(String queue) throws JMSException {
        List<String> found = new ArrayList<>();
        try (JMSContext context = broker.connectionFactory().createContext()) {
            var consumer = context.createConsumer(context.createQueue(queue));
            Message message = consumer.receiveNoWait();
            while (message != null) {
                found.add(message.getBody(String.class) + ' ' + message.getIntProperty("JMSXDeliveryCount"));
                message = consumer.receiveNoWait();
            }
        }
        return found;
    }

    static void await(Activation activation, State state) {
        Soon.until("the endpoint is " + state, () -> activation.view().state() == state);
    }

    /** Connects to the broker of the test. */
    private final class StageAdapter implements Adapter {

        @Override
        public XAConnectionFactory connections(@Nullable String url) {
            return new TernXAConnectionFactory(url == null ? broker.uri().toString() : url);
        }

        @Override
        public Login login() {
            return Login.NOBODY;
        }

        @Override
        public WorkManager workManager() {
            return threads;
        }

        @Override
        public Alarms alarms() {
            return alarms;
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
            throw new AssertionError("the tests make endpoints by themselves");
        }

        @Override
        public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
            throw new AssertionError("the tests make endpoints by themselves");
        }

        @Override
        public XAResource[] getXAResources(ActivationSpec[] specs) {
            return new XAResource[0];
        }
    }
}
