// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.server.BrokerSettings;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What belongs to one test: its broker and its context. Owned by the thread of the test. */
final class TestRun {

    private static final System.Logger LOG = System.getLogger(TestRun.class.getName());

    private final TestBroker broker;
    private @Nullable JMSContext context;

    private TestRun(TestBroker broker) {
        this.broker = broker;
    }

    static TestRun start(
            String name,
            BrokerPolicy policy,
            Map<String, DestinationPolicy> destinations,
            boolean virtualClock,
            long seed) {
        BrokerSettings settings = new BrokerSettings(name, policy, destinations);
        Faults faults = new Faults(seed);
        return new TestRun(virtualClock
                ? TestBroker.start(settings, faults)
                : TestBroker.startInRealTime(settings, faults));
    }

    TestBroker broker() {
        return broker;
    }

    /** The context of the test, opened when it is first asked for. */
    JMSContext context() {
        JMSContext known = context;
        if (known == null) {
            known = broker.connectionFactory().createContext();
            context = known;
        }
        return known;
    }

    /** Takes everything away and fails if a task has died. */
    void end() {
        Failures failures = new Failures();
        failures.collect(broker.faults()::clear);
        failures.collect(this::closeContext);
        failures.collect(broker::close);
        failures.collect(this::requireNoDeaths);
        try {
            failures.rethrow();
        } catch (RuntimeException | Error e) {
            ReplayHint.attach(e, broker.faults());
            throw e;
        }
    }

    private void closeContext() {
        JMSContext open = context;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (JMSRuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The context was lost before it was closed", e);
        }
    }

    private void requireNoDeaths() {
        List<Throwable> deaths = broker.takeFailures();
        if (deaths.isEmpty()) {
            return;
        }
        AssertionError failure = new AssertionError(
                deaths.size() + " task(s) of the broker or its clients died; the first of: " + deaths.get(0),
                deaths.get(0));
        deaths.stream().skip(1).forEach(failure::addSuppressed);
        throw failure;
    }
}
