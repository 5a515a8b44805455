// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.api.management.MailboxCondition;
import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.management.MailboxTotals;
import io.ternmq.api.management.Management;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.boot.BrokerAssembly;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.broker.Fact;
import io.ternmq.common.Environment;
import io.ternmq.link.Connector;
import io.ternmq.store.memory.MemoryMedium;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A broker for one test. It can crash and be started again on what was durable; its clock moves only by {@link
 * #advance}; what breaks is decided by {@link #faults()}. Clients reach it by {@link #uri()}, before and after a
 * restart; while it does not run they are refused.
 *
 * <p>Usually injected by {@link TernMQExtension}. Callable from any thread, except that starting, crashing and
 * closing are for one thread at a time.
 */
public final class TestBroker implements Broker {

    private final BrokerSettings settings;
    private final Faults faults;
    private final @Nullable VirtualClock clock;
    private final TrackedExecutor executor;
    private final Environment environment;
    private final Calm calm;
    private final MemoryMedium<Fact> medium = new MemoryMedium<>();
    private volatile EmbeddedBroker running;

    private TestBroker(BrokerSettings settings, Faults faults, @Nullable VirtualClock clock) {
        this.settings = settings;
        this.faults = faults;
        this.clock = clock;
        this.executor = new TrackedExecutor(settings.name());
        this.environment = new Environment(
                clock != null ? clock : BrokerRegistry.instance().environmentOf(settings.name()).time(), executor);
        this.calm = new Calm(executor, clock, this::pendingWork);
        this.running = launch();
    }

    /**
     * Starts a broker with a virtual clock, outside of any extension. The caller closes it.
     *
     * @param settings describes the broker; its name must not be in use
     * @param faults   what may break; of this broker alone
     * @return the running broker
     * @throws ProviderException with {@code ILLEGAL_STATE} when a broker of this name runs already
     */
    public static TestBroker start(BrokerSettings settings, Faults faults) {
        return new TestBroker(settings, faults, new VirtualClock());
    }

    /**
     * Starts a broker with the machine's clock, outside of any extension. The caller closes it.
     *
     * @param settings describes the broker; its name must not be in use
     * @param faults   what may break; of this broker alone
     * @return the running broker
     * @throws ProviderException with {@code ILLEGAL_STATE} when a broker of this name runs already
     */
    public static TestBroker startInRealTime(BrokerSettings settings, Faults faults) {
        return new TestBroker(settings, faults, null);
    }

    private EmbeddedBroker launch() {
        BrokerRegistry registry = BrokerRegistry.instance();
        EmbeddedBroker launched = registry.start(new BrokerAssembly(
                settings,
                environment,
                faults.stream("broker"),
                () -> faults.store().over(medium.open()),
                faults.link()::over,
                false));
        registry.reserve(settings.name());
        return launched;
    }

    // --- time ---------------------------------------------------------------------------------------------------

    /**
     * The clock of the broker and its clients.
     *
     * @return the clock
     * @throws IllegalStateException when the broker goes by the machine's clock
     */
    public VirtualClock clock() {
        if (clock == null) {
            throw new IllegalStateException(
                    "This broker goes by the machine's clock; a virtual one is had with virtualClock = true");
        }
        return clock;
    }

    /**
     * Moves the clock forward. At every moment where something is due (an expiry, a delivery time, the end of a pause
     * or of a wait) the clock stops, and goes on when the broker and the listeners have come to rest; so a redelivery
     * that follows from another one falls into the same stretch if its time does.
     *
     * @param duration how far; zero or more
     * @throws IllegalStateException when the broker goes by the machine's clock
     * @throws AssertionError        when there is no rest within ten seconds of real time; a test that blocks a
     *     listener on purpose moves the {@link #clock()} itself
     */
    public void advance(Duration duration) {
        awaitIdle();
        clock().advance(duration, this::awaitIdle);
    }

    /**
     * Waits, at most ten seconds of real time, until the broker has nothing to do and no listener runs. What faults
     * hold back, and tasks that wait for the virtual clock, count as idle.
     *
     * @throws AssertionError when there is no rest within ten seconds; the message says what is going on
     */
    public void awaitIdle() {
        calm.await();
    }

    /** What the broker still has to do, in words; empty when it has nothing to do. */
    private String pendingWork() {
        boolean waitsForFault = faults.store().heldAppends() > 0;
        return running.isIdle() || waitsForFault ? "" : "the broker carries out commands or waits for its store";
    }

    // --- life ---------------------------------------------------------------------------------------------------

    /**
     * Ends the broker as a power failure would. Clients lose their connections. The store keeps what was durable; what
     * {@link StoreFaults#holdCompletions()} held back is lost. Does nothing when the broker does not run.
     */
    public void crash() {
        if (isRunning()) {
            faults.store().crash();
            faults.link().crash(new ProviderException(
                    ErrorCode.CONNECTION_LOST, "The connection was lost: broker '" + name() + "' crashed"));
        }
        running.crash();
    }

    /**
     * Starts the broker again under its name, on what its store kept. One that runs is stopped in good order first;
     * one that crashed, was closed, or stopped because its store failed, comes back. Faults that were set stay set,
     * except that nothing is held back any more.
     */
    public void restart() {
        stop();
        running = launch();
    }

    /**
     * Tells whether the broker runs.
     *
     * @return false after a crash, after {@link #close()}, and after a failure of the store
     */
    public boolean isRunning() {
        return BrokerRegistry.instance().find(name()).filter(found -> found == running).isPresent();
    }

    /** {@inheritDoc} What faults hold back is let go first, since an orderly stop waits for the store. */
    @Override
    public void close() {
        stop();
        BrokerRegistry.instance().release(name());
    }

    @Override
    public void createQueue(String queue) {
        running.createQueue(queue);
    }

    @Override
    public void deleteQueue(String queue) {
        running.deleteQueue(queue);
    }

    @Override
    public void configure(String pattern, @Nullable DestinationPolicy newSettings) {
        running.configure(pattern, newSettings);
    }

    /** {@inheritDoc} It is that of the broker which runs now; ask again after a restart. */
    @Override
    public Management management() {
        return running.management();
    }

    @Override
    public boolean isActive() {
        return isRunning() && running.isActive();
    }

    private void stop() {
        faults.store().releaseCompletions();
        faults.link().releaseReplies();
        running.close();
    }

    // --- what it is ---------------------------------------------------------------------------------------------

    @Override
    public String name() {
        return settings.name();
    }

    /**
     * What breaks in this broker.
     *
     * @return the fault points
     */
    public Faults faults() {
        return faults;
    }

    /**
     * A connection factory for this broker with every default.
     *
     * @return a factory; its connections are refused while the broker does not run
     */
    public TernConnectionFactory connectionFactory() {
        return new TernConnectionFactory(uri());
    }

    /**
     * A connection factory for this broker.
     *
     * @param policy settings of its connections
     * @return a factory; its connections are refused while the broker does not run
     */
    public TernConnectionFactory connectionFactory(ClientPolicy policy) {
        return new TernConnectionFactory(uri(), policy);
    }

    /**
     * Opens bare links to this broker, for tests of the broker without a Jakarta Messaging client.
     *
     * @return opens links, to whatever runs under this name at that time
     */
    public Connector connector() {
        return BrokerRegistry.instance().connectorTo(name());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException while faults hold the store back: the answer would wait for it
     */
    @Override
    public BrokerStatistics statistics() {
        int held = faults.store().heldAppends();
        if (held > 0) {
            throw new IllegalStateException("The figures would wait for " + held
                    + " append(s) held back by faults().store(); release them first");
        }
        return running.statistics();
    }

    /**
     * The figures of one queue.
     *
     * @param queue name of the queue
     * @return its figures, all zero when there is no such queue
     */
    public MailboxStatistics queue(String queue) {
        return statistics().queue(queue).orElseGet(() -> nothing(queue));
    }

    /**
     * The figures of one subscription of a topic.
     *
     * @param subscription {@code topic/subscription}, as in {@link MailboxStatistics#name()}
     * @return its figures, all zero when there is no such subscription
     */
    public MailboxStatistics subscription(String subscription) {
        Optional<MailboxStatistics> found = statistics().subscriptions().stream()
                .filter(each -> each.name().equals(subscription))
                .findFirst();
        return found.orElseGet(() -> nothing(subscription));
    }

    private static MailboxStatistics nothing(String name) {
        return new MailboxStatistics(name, 0, 0, 0, 0, 0, new MailboxTotals(0, 0, 0, 0, 0, 0), MailboxCondition.QUIET);
    }

    /**
     * What tasks of the broker and of its clients died of since the last call; a test that expects such a death takes
     * it, otherwise {@link TernMQExtension} fails the test. An exception of a message listener is none: the client
     * catches it.
     *
     * @return the failures in the order in which they happened
     */
    public List<Throwable> takeFailures() {
        return executor.takeFailures();
    }

    @Override
    public String toString() {
        return "TestBroker[" + uri() + (isRunning() ? "" : ", stopped") + ']';
    }
}
