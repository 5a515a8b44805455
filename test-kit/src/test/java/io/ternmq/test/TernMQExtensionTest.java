// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.Limits;
import io.ternmq.api.server.Broker;
import io.ternmq.boot.BrokerRegistry;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class TernMQExtensionTest {

    @Nested
    @TernMQTest
    class ByAnnotation {

        private TestBroker fromBefore;

        @BeforeEach
        void before(TestBroker broker) {
            fromBefore = broker;
        }

        @AfterEach
        void after(TestBroker broker) {
            assertThat(broker).isSameAs(fromBefore);
            assertThat(broker.isRunning()).isTrue();
        }

        @Test
        void injectsTheBrokerAndItsParts(TestBroker broker, Broker plain, VirtualClock clock, Faults faults) {
            assertThat(broker).isSameAs(fromBefore).isSameAs(plain);
            assertThat(broker.clock()).isSameAs(clock);
            assertThat(broker.faults()).isSameAs(faults);
        }

        @Test
        void injectsWaysToTheBroker(
                TestBroker broker, ConnectionFactory factory, TernConnectionFactory tern, JMSContext context) {
            assertThat(tern.uri()).hasToString(broker.uri());
            context.createProducer().send(context.createQueue("q"), "hello");
            try (JMSContext other = factory.createContext()) {
                assertThat(other.createConsumer(other.createQueue("q")).receiveBody(String.class, 1_000))
                        .isEqualTo("hello");
            }
        }

        @RepeatedTest(2)
        void beginsEveryTestWithAnEmptyBroker(TestBroker broker, JMSContext context) {
            assertThat(broker.statistics().queues()).isEmpty();
            context.createProducer().send(context.createQueue("q"), "left behind");
            assertThat(Broker.find(broker.name())).isPresent();
        }

        @Test
        @TernMQTest(virtualClock = false, seed = 17)
        void goesByTheMachinesClockWhereAsked(TestBroker broker, JMSContext context, Faults faults) {
            assertThat(faults.seed()).isEqualTo(Faults.seedOfThisRun(17));
            context.createProducer().setDeliveryDelay(30).send(context.createQueue("q"), "soon");
            assertThat(context.createConsumer(context.createQueue("q")).receiveBody(String.class, 10_000))
                    .isEqualTo("soon");
            broker.awaitIdle();
        }

        @Nested
        class Inside {

            @Test
            void servesNestedClasses(TestBroker broker) {
                assertThat(broker).isSameAs(fromBefore);
            }
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OneInstanceForAllTests {

        @RegisterExtension
        private final TernMQExtension ternmq = TernMQExtension.builder()
                .destination("small", policy -> policy.withLimits(Limits.DEFAULT.withMaxMessages(1)))
                .build();

        private TestBroker last;

        @BeforeAll
        void beforeAll() {
            assertThat(ternmq).isNotNull();
        }

        @RepeatedTest(2)
        void hasAFreshBrokerEachTime(TestBroker broker) {
            assertThat(broker).isNotSameAs(last);
            assertThat(last == null || !last.isRunning()).isTrue();
            last = broker;
        }
    }

    @Test
    void printsTheSeedWhenATestFails() {
        String failure = failureOf(FailingFixture.class);
        assertThat(failure).contains("broken on purpose")
                .contains("-D" + Faults.SEED_PROPERTY + '=' + Faults.seedOfThisRun(4711));
    }

    @Test
    void failsATestInWhichATaskDied() {
        String failure = failureOf(DyingFixture.class);
        assertThat(failure).contains("1 task(s)").contains("dead on purpose").contains("-D" + Faults.SEED_PROPERTY);
    }

    @Test
    void saysWhenThereIsNoBroker() {
        assertThat(failureOf(TooEarlyFixture.class)).contains("There is a broker for each test");
    }

    @Test
    void takesTheBrokerAwayAfterACrash() {
        TestExecutionSummary summary = run(CrashingFixture.class);
        assertThat(summary.getTestsSucceededCount()).isOne();
        assertThat(summary.getFailures()).isEmpty();
    }

    private static String failureOf(Class<?> fixture) {
        List<TestExecutionSummary.Failure> failures = run(fixture).getFailures();
        assertThat(failures).hasSize(1);
        StringWriter text = new StringWriter();
        failures.get(0).getException().printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static TestExecutionSummary run(Class<?> fixture) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(fixture))
                        .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                        .build(),
                summary);
        return summary.getSummary();
    }

    // --- run by the tests above only ----------------------------------------------------------------------------

    @Disabled
    @TernMQTest(seed = 4711)
    static class FailingFixture {

        @Test
        void fails() {
            throw new AssertionError("broken on purpose");
        }
    }

    @Disabled
    @TernMQTest
    static class DyingFixture {

        @Test
        void lets(TestBroker broker) {
            BrokerRegistry.instance().environmentOf(broker.name()).executor().execute(() -> {
                throw new AssertionError("dead on purpose");
            });
            broker.awaitIdle();
        }
    }

    @Disabled
    @TernMQTest
    static class TooEarlyFixture {

        @BeforeAll
        static void asks(TestBroker broker) {
            assertThat(broker).isNull();
        }

        @Test
        void isNotReached() {}
    }

    @Disabled
    @TernMQTest
    static class CrashingFixture {

        @Test
        void leavesEverythingBroken(TestBroker broker, JMSContext context, Faults faults) {
            context.createConsumer(context.createQueue("q")).setMessageListener(message -> {});
            faults.store().holdCompletions();
            faults.link().holdReplies();
            broker.crash();
        }
    }
}
