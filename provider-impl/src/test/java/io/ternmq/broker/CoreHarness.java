// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.api.ProviderException;
import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.broker.engine.Shard;
import io.ternmq.broker.mailbox.Paging;
import io.ternmq.broker.session.BrokerService;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.StateImage;
import io.ternmq.common.Environment;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.message.MessageId;
import io.ternmq.message.PropertyMap;
import io.ternmq.message.TextBody;
import io.ternmq.routing.PatternMap;
import io.ternmq.routing.TopicPattern;
import io.ternmq.store.CheckpointSink;
import io.ternmq.store.RecordLog;
import io.ternmq.store.memory.MemoryMedium;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A whole broker core on one thread over a store in memory, with a clock that is moved by hand. Settings are given by
 * destination pattern.
 */
public final class CoreHarness {

    private final ManualTime time = new ManualTime();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final MemoryMedium<Fact> medium = new MemoryMedium<>();
    private final Supplier<RecordLog<Fact>> opener;
    private final Shard.FailureListener onFailure;
    private final BrokerPolicy policy;
    private final PatternMap<DestinationPolicy> policies;
    private final Paging paging;
    private BrokerState state;
    private Shard shard;
    private BrokerService service;
    private RecordLog<Fact> log;
    private int messages;

    private CoreHarness(
            @Nullable Supplier<RecordLog<Fact>> opener,
            BrokerPolicy policy,
            Map<String, DestinationPolicy> settings,
            Paging paging,
            Shard.FailureListener onFailure) {
        this.opener = opener == null ? medium::open : opener;
        this.policy = policy;
        this.policies = byPattern(settings);
        this.paging = paging;
        this.onFailure = onFailure;
        start();
    }

    /** A core with default settings. */
    public static CoreHarness plain() {
        return with(Map.of());
    }

    /** A core with settings by pattern. */
    public static CoreHarness with(Map<String, DestinationPolicy> settings) {
        return with(BrokerPolicy.defaults(), settings);
    }

    /** A core with settings of the broker and by pattern. */
    public static CoreHarness with(BrokerPolicy policy, Map<String, DestinationPolicy> settings) {
        return new CoreHarness(null, policy, settings, Paging.DEFAULT, CoreHarness::failed);
    }

    /** A core over a medium outside of the heap that keeps little in memory. */
    public static CoreHarness paging(
            ShiftingMedium medium, BrokerPolicy policy, Map<String, DestinationPolicy> settings, Paging paging) {
        return new CoreHarness(medium::open, policy, settings, paging, CoreHarness::failed);
    }

    private static void failed(ProviderException failure) {
        throw new AssertionError("The core failed", failure);
    }

    /** A core over a given store. */
    public static CoreHarness over(
            RecordLog<Fact> log,
            BrokerPolicy policy,
            Map<String, DestinationPolicy> settings,
            Shard.FailureListener onFailure) {
        return new CoreHarness(() -> log, policy, settings, Paging.DEFAULT, onFailure);
    }

    private static PatternMap<DestinationPolicy> byPattern(Map<String, DestinationPolicy> settings) {
        PatternMap<DestinationPolicy> policies = PatternMap.empty();
        for (Map.Entry<String, DestinationPolicy> setting : settings.entrySet()) {
            policies = policies.with(TopicPattern.parse(setting.getKey()), setting.getValue());
        }
        return policies;
    }

    private void start() {
        state = new BrokerState(policy, policies, paging);
        log = opener.get();
        shard = new Shard(state, log, new Environment(time, executor::add), "core." + log.epoch(), onFailure);
        service = new BrokerService(shard, () -> {});
    }

    /** Ends the process and starts the next one on the same medium. */
    public void restart() {
        log.close();
        shard.abandon("crash");
        time.forgetAlarms();
        start();
    }

    /** Replaces the log by an image of the state. */
    public void checkpoint() {
        log.checkpoint(Long.MAX_VALUE, StateImage.of(state));
    }

    /** The facts of which an image of a state consists; what is held by reference keeps its reference. */
    public static List<Fact> imageOf(BrokerState state) {
        List<Fact> facts = new ArrayList<>();
        StateImage.of(state).writeTo(new CheckpointSink<>() {
            @Override
            public void add(Fact fact) {
                facts.add(fact);
            }

            @Override
            public long keep(long ref, int sizeBytes) {
                return ref;
            }
        });
        return facts;
    }

    /** A connection without client identifier. */
    public TestClient connect() {
        return new TestClient(service, null);
    }

    /** A connection with a client identifier. */
    public TestClient connect(String clientId) {
        return new TestClient(service, clientId);
    }

    /** The clock. */
    public ManualTime time() {
        return time;
    }

    /** The state, which only this thread touches. */
    public BrokerState state() {
        return state;
    }

    /** The shard. */
    public Shard shard() {
        return shard;
    }

    /** The figures. */
    public BrokerStatistics statistics() {
        return shard.statistics().join();
    }

    /** The figures of a queue. */
    public MailboxStatistics queue(String name) {
        return statistics().queue(name).orElseThrow(() -> new AssertionError("There is no queue " + name));
    }

    /** Begins a persistent message with a text of its own. */
    public FrozenMessageBuilder message(Address destination) {
        int number = ++messages;
        return FrozenMessage.to(destination, new MessageId("test", number)).body(new TextBody("m" + number));
    }

    /** Begins a message to a queue. */
    public FrozenMessageBuilder toQueue(String name) {
        return message(Address.queue(name));
    }

    /** Begins a message to a topic. */
    public FrozenMessageBuilder toTopic(String name) {
        return message(Address.topic(name));
    }

    /** Properties from names and values in turn. */
    public static PropertyMap properties(String name, Object value) {
        return PropertyMap.wrap(Map.of(name, value));
    }
}
