// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.server.Broker;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A JUnit extension that gives every test a fresh broker, by default with a virtual clock, and takes it away
 * afterwards. Test methods and methods around each test may have parameters of these types:
 *
 * <ul>
 *   <li>{@link TestBroker}, {@link Broker}: the broker of the test</li>
 *   <li>{@link ConnectionFactory}, {@link TernConnectionFactory}: reaches it</li>
 *   <li>{@link JMSContext}: a started context that acknowledges automatically; the same one for all methods of a test,
 *       closed after it</li>
 *   <li>{@link VirtualClock}: the clock</li>
 *   <li>{@link Faults}: what to break</li>
 * </ul>
 *
 * <p>Use it by {@link TernMQTest} on the class, or with settings of the broker by a field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TernMQExtension TERNMQ = TernMQExtension.builder()
 *         .destination("orders.#", policy -> policy.withRedelivery(Redelivery.DEFAULT.withMaxDeliveryAttempts(3)))
 *         .build();
 * }</pre>
 *
 * <p>A test that fails says with which seed it can be played again. A test during which a task of the broker or of a
 * client died of an exception that nobody caught fails, unless it took the failure by {@link
 * TestBroker#takeFailures()}.
 *
 * <p>Keeps nothing between tests, and nothing in itself but its settings: nested classes, one instance for all tests
 * of a class, and tests that run at the same time are all right.
 */
public final class TernMQExtension
        implements BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(TernMQExtension.class);

    private static final Map<Class<?>, Function<TestRun, Object>> PARAMETERS = Map.of(
            TestBroker.class, TestRun::broker,
            Broker.class, TestRun::broker,
            ConnectionFactory.class, run -> run.broker().connectionFactory(),
            TernConnectionFactory.class, run -> run.broker().connectionFactory(),
            JMSContext.class, TestRun::context,
            VirtualClock.class, run -> run.broker().clock(),
            Faults.class, run -> run.broker().faults());

    private final @Nullable Builder settings;

    /** With every default, or what {@link TernMQTest} says. For {@code @ExtendWith}. */
    public TernMQExtension() {
        this.settings = null;
    }

    private TernMQExtension(Builder settings) {
        this.settings = settings;
    }

    /**
     * Begins the description of an extension with settings.
     *
     * @return a builder with every default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Settings of the brokers of an extension. Not for use by several threads at once. */
    public static final class Builder {

        private final Map<String, DestinationPolicy> destinations = new LinkedHashMap<>();
        private BrokerPolicy policy = BrokerPolicy.defaults();
        private boolean virtualClock = true;
        private long seed;

        private Builder() {}

        private Builder(Builder original) {
            this.destinations.putAll(original.destinations);
            this.policy = original.policy;
            this.virtualClock = original.virtualClock;
            this.seed = original.seed;
        }

        private Builder(TernMQTest annotation) {
            this.virtualClock = annotation.virtualClock();
            this.seed = annotation.seed();
        }

        /**
         * Sets what holds for destinations whose name matches a pattern. Where several patterns match, the most
         * specific one holds.
         *
         * @param pattern a name, or a pattern with {@code *} for one level and {@code #} for any number of levels
         * @param changes changes the default settings into the wanted ones
         * @return this builder
         */
        public Builder destination(String pattern, UnaryOperator<DestinationPolicy> changes) {
            destinations.put(Objects.requireNonNull(pattern, "pattern"), changes.apply(DestinationPolicy.DEFAULT));
            return this;
        }

        /**
         * Replaces the settings of the broker as a whole.
         *
         * @param newPolicy the settings
         * @return this builder
         */
        public Builder policy(BrokerPolicy newPolicy) {
            this.policy = Objects.requireNonNull(newPolicy, "policy");
            return this;
        }

        /**
         * Chooses the clock.
         *
         * @param isVirtual true, the default, for a clock that only the test moves; false for the machine's clock
         * @return this builder
         */
        public Builder virtualClock(boolean isVirtual) {
            this.virtualClock = isVirtual;
            return this;
        }

        /**
         * Fixes what is left to chance. The system property {@value Faults#SEED_PROPERTY} overrides it.
         *
         * @param newSeed a seed, or 0, the default, for a fresh one in each run
         * @return this builder
         */
        public Builder seed(long newSeed) {
            this.seed = newSeed;
            return this;
        }

        /**
         * The extension.
         *
         * @return an extension for a field with {@code @RegisterExtension}
         */
        public TernMQExtension build() {
            return new TernMQExtension(new Builder(this));
        }

        TestRun start(String name) {
            return TestRun.start(name, policy, destinations, virtualClock, Faults.seedOfThisRun(seed));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Builder chosen = settings;
        if (chosen == null) {
            chosen = Annotations.nearest(context).map(Builder::new).orElseGet(Builder::new);
        }
        context.getStore(NAMESPACE).put(TestRun.class, chosen.start(BrokerNames.of(context)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestRun run = context.getStore(NAMESPACE).remove(TestRun.class, TestRun.class);
        if (run != null) {
            run.end();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestRun run = runOf(context);
        Function<TestRun, Object> resolver = PARAMETERS.get(parameter.getParameter().getType());
        if (run == null || resolver == null) {
            throw new ParameterResolutionException("There is a broker for each test, not for " + parameter
                    .getDeclaringExecutable() + ": ask for it in a test method or in a method around each test");
        }
        return resolver.apply(run);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withHint(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        throw withHint(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        throw withHint(context, failure);
    }

    private static Throwable withHint(ExtensionContext context, Throwable failure) {
        TestRun run = runOf(context);
        return run == null ? failure : ReplayHint.attach(failure, run.broker().faults());
    }

    private static @Nullable TestRun runOf(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(TestRun.class, TestRun.class);
    }
}
