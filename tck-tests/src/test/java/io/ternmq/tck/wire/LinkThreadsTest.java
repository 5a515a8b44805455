// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.net.Acceptor;
import jakarta.jms.Connection;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pooled connection outlives the program in a server that happened to need it first. */
@Timeout(60)
class LinkThreadsTest {

    private static final List<String> NAMES = List.of("ternmq-reader", "ternmq-writer", "ternmq-keeper");

    @Test
    void threadsOfALinkDoNotKnowTheProgramThatOpenedIt() throws Exception {
        String name = "program-" + UUID.randomUUID();
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        try (EmbeddedBroker broker = BrokerRegistry.instance().start(BrokerSettings.named(name));
                Acceptor acceptor = acceptor(broker);
                URLClassLoader program = new URLClassLoader(new URL[0]);
                Connection connection = open(program, acceptor.address().getPort(), name)) {
            connection.start();
            List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread) && isOfLink(thread))
                    .toList();

            assertThat(threads).isNotEmpty();
            assertThat(threads).extracting(Thread::getContextClassLoader).doesNotContain(program);
        }
    }

    private static boolean isOfLink(Thread thread) {
        return NAMES.stream().anyMatch(thread.getName()::startsWith);
    }

    private static Connection open(ClassLoader program, int port, String broker) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(program);
        try {
            return new TernConnectionFactory("tcp://127.0.0.1:" + port + '/' + broker).createConnection();
        } finally {
            thread.setContextClassLoader(own);
        }
    }

    private static Acceptor acceptor(EmbeddedBroker broker) {
        return Acceptor.start(AcceptorPolicy.DEFAULT.withAddress("127.0.0.1", 0), asked -> {
            if (!broker.name().equals(asked)) {
                throw new ProviderException(ErrorCode.CONNECTION_LOST, asked + " does not run");
            }
            return broker.network();
        });
    }
}
