// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.net.Acceptor;
import io.ternmq.test.Faults;
import io.ternmq.test.TestBroker;
import jakarta.jms.ConnectionFactory;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A provider that containers are started over; each place is a new one. */
public enum Ground {
    /** TernMQ in this Java virtual machine, by a clock that the test moves. */
    VM {
        @Override
        Place open() {
            BrokerSettings settings = new BrokerSettings(
                    "cdi-" + UUID.randomUUID(), BrokerPolicy.defaults(), Map.of(), null, StorePolicy.memory());
            TestBroker broker = TestBroker.start(settings, new Faults(Faults.seedOfThisRun(0)));
            return new Place(new TernXAConnectionFactory(broker.uri()), broker, broker);
        }
    },
    /** TernMQ behind a socket. */
    TCP {
        @Override
        Place open() {
            Acceptor acceptor = Acceptor.start(
                    AcceptorPolicy.DEFAULT.withAddress("127.0.0.1", 0),
                    broker -> BrokerRegistry.instance().networkTo(Objects.requireNonNull(broker), "memory"));
            String uri = acceptor.uri() + "/cdi-" + UUID.randomUUID();
            return new Place(new TernConnectionFactory(uri), acceptor, null);
        }
    },
    /** ActiveMQ Artemis in this Java virtual machine. */
    ARTEMIS {
        @Override
        Place open() throws Exception {
            String name = UUID.randomUUID().toString();
            int number = name.hashCode() & Integer.MAX_VALUE;
            Configuration configuration = new ConfigurationImpl()
                    .setName(name)
                    .setPersistenceEnabled(false)
                    .setSecurityEnabled(false)
                    .setJMXManagementEnabled(false)
                    .addAcceptorConfiguration("in-vm", "vm://" + number);
            EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration);
            server.start();
            ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://" + number);
            return new Place(factory, () -> {
                factory.close();
                server.stop();
            }, null);
        }
    };

    /**
     * A running provider.
     *
     * @param factory makes connections
     * @param end     ends it
     * @param broker  to look into and to move the clock of, or null
     */
    record Place(ConnectionFactory factory, AutoCloseable end, @Nullable TestBroker broker) {}

    /** Starts a provider that nobody else uses. */
    abstract Place open() throws Exception;
}
