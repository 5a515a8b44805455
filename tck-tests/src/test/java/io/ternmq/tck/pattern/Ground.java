// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.ReconnectPolicy;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.net.Acceptor;
import jakarta.jms.ConnectionFactory;
import java.util.Objects;

/** A provider that the contracts of the patterns are played on. */
public enum Ground {
    /** TernMQ in this Java virtual machine. */
    VM {
        @Override
        public Place open(String name) {
            return new Place(new TernConnectionFactory("vm://" + name + "?store=memory"), () -> {});
        }
    },
    /** TernMQ behind a socket; lost connections are not mended below the patterns. */
    TCP {
        @Override
        public Place open(String name) {
            Acceptor acceptor = Acceptor.start(
                    AcceptorPolicy.DEFAULT.withAddress("127.0.0.1", 0),
                    broker -> BrokerRegistry.instance().networkTo(Objects.requireNonNull(broker), "memory"));
            ClientPolicy policy = ClientPolicy.DEFAULT.withNetwork(
                    ClientPolicy.DEFAULT.network().withReconnect(ReconnectPolicy.NEVER));
            return new Place(new TernConnectionFactory(acceptor.uri() + '/' + name, policy), acceptor);
        }
    },
    /** ActiveMQ Artemis in this Java virtual machine. */
    ARTEMIS {
        @Override
        public Place open(String name) throws Exception {
            return Artemis.open(name);
        }
    };

    /**
     * A running provider.
     *
     * @param factory makes connections
     * @param end     ends it
     */
    public record Place(ConnectionFactory factory, AutoCloseable end) {}

    /** Starts a provider that nobody else uses. */
    public abstract Place open(String name) throws Exception;
}
