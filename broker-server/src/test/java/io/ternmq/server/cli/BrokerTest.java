// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.policy.MemoryStorePolicy;
import io.ternmq.api.server.Broker;
import jakarta.jms.JMSContext;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A broker in memory for each test. */
abstract class BrokerTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Broker broker = Broker.builder()
            .name("cli" + NUMBER.incrementAndGet()).store(new MemoryStorePolicy()).start();

    @BeforeEach
    void brokerIsThere() {
        assertThat(broker.isActive()).isTrue();
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    final Broker broker() {
        return broker;
    }

    final Run run() {
        return Run.at(broker.uri());
    }

    /** A run that must go well. */
    final Run tern(String... arguments) {
        Run run = run().tern(arguments);
        assertThat(run.code()).as("%s: %s", String.join(" ", arguments), run.err()).isZero();
        return run;
    }

    final JMSContext context() {
        return new TernConnectionFactory(broker.uri()).createContext();
    }

    final long depth(String queue) {
        return broker.statistics().queue(queue).map(MailboxStatistics::depth).orElse(0L);
    }
}
