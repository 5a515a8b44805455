// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.Appended;
import io.ternmq.broker.BranchDecided;
import io.ternmq.broker.BranchEnded;
import io.ternmq.broker.BranchPrepared;
import io.ternmq.broker.Claimed;
import io.ternmq.broker.Delivered;
import io.ternmq.broker.DestinationCreated;
import io.ternmq.broker.DestinationDeleted;
import io.ternmq.broker.Due;
import io.ternmq.broker.Enlisted;
import io.ternmq.broker.EventsDropped;
import io.ternmq.broker.EventsKept;
import io.ternmq.broker.Fact;
import io.ternmq.broker.GroupForgotten;
import io.ternmq.broker.GroupPlaced;
import io.ternmq.broker.KeysKept;
import io.ternmq.broker.MailboxPaused;
import io.ternmq.broker.OffsetCommitted;
import io.ternmq.broker.PartStored;
import io.ternmq.broker.PartsKept;
import io.ternmq.broker.PolicySet;
import io.ternmq.broker.ProducerSeen;
import io.ternmq.broker.Remembered;
import io.ternmq.broker.Removal;
import io.ternmq.broker.Removed;
import io.ternmq.broker.Returned;
import io.ternmq.broker.Routed;
import io.ternmq.broker.ScheduleMoved;
import io.ternmq.broker.ScheduleRemoved;
import io.ternmq.broker.ScheduleSet;
import io.ternmq.broker.Stocked;
import io.ternmq.broker.StreamConfigured;
import io.ternmq.broker.StreamDeleted;
import io.ternmq.broker.StreamMade;
import io.ternmq.broker.StreamPlaced;
import io.ternmq.broker.SubscriptionCreated;
import io.ternmq.broker.SubscriptionDeleted;
import io.ternmq.broker.SubscriptionSpec;
import io.ternmq.message.Address;
import io.ternmq.message.Bytes;
import io.ternmq.message.Everything;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.message.PropertyMap;
import io.ternmq.message.TextBody;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.Missed;
import io.ternmq.protocol.Terms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** One fact of each class, and the bytes that were written for it when its form was made. */
final class StoredForms {

    private static final BranchId BRANCH =
            new BranchId(-7, Bytes.copyOf(new byte[] {1, 2, 3}), Bytes.copyOf(new byte[] {9}));

    private static final FrozenMessage GREETING = FrozenMessage.to(Address.queue("orders"), new MessageId("p", 1))
            .body(new TextBody("good morning"))
            .build();

    private static final FrozenMessage EVENT = FrozenMessage.to(Address.topic("orders.new"), new MessageId("p", 2))
            .properties(PropertyMap.wrap(Map.of(MessageProperties.KEY, "k")))
            .build();

    private StoredForms() {}

    /** The facts. */
    static List<Fact> facts() {
        return Stream.of(ofMailboxes(), ofStreams(), ofSchedules(), ofOperators()).flatMap(List::stream).toList();
    }

    private static List<Fact> ofMailboxes() {
        return List.of(
                new DestinationCreated(Address.queue("orders"), 300, 0),
                new DestinationDeleted(Address.topic("prices.*")),
                new SubscriptionCreated(
                        301, new SubscriptionSpec("client", "name", "prices.#", "a = 'b'", true, true, false, 0)),
                new SubscriptionDeleted(301, true),
                new Routed(70_000, Everything.inOneMessage(), new long[] {300, 301}, 1_790_000_000_500L, true),
                new Stocked(
                        300,
                        4,
                        new long[] {70_000, 70_001, 70_005},
                        new long[] {1L << 40, (1L << 40) + 1_120, 8},
                        new int[] {1152, 1152, 160},
                        new long[] {0, 1_790_000_060_000L, 0},
                        new long[3],
                        new int[] {0, 0, 2}),
                new Delivered(300, 70_000, 12, 2, true),
                new Returned(300, 70_000, true, 1_790_000_005_000L, true),
                new Due(300, 70_000, true),
                new Removed(300, 70_000, Removal.DEAD_LETTERED, true),
                new Enlisted(BRANCH, GREETING, 15, "client"),
                new Claimed(BRANCH, 300, 70_000, true),
                new BranchEnded(BRANCH, true),
                new Remembered(Address.queue("orders"), "order 7", 1_790_000_000_500L, true),
                new ProducerSeen("producer", new long[] {1, 300, 305, 305}, 0),
                new PolicySet(
                        "orders.#",
                        new DestinationPolicy(
                                new Limits(1000, Limits.UNLIMITED, FullPolicy.FAIL, 10_000),
                                new Redelivery(10, 100, 1.5, 60_000),
                                "dead",
                                null,
                                true)),
                new MailboxPaused(300, true, true),
                new PartStored(5, Bytes.copyOf(new byte[] {7, 8, 9})),
                new PartsKept(5, 600_000, new long[] {1L << 40, (1L << 40) + 262_180, 8}));
    }

    private static List<Fact> ofStreams() {
        return List.of(
                new Appended(
                        new Routed(70_001, EVENT, new long[] {301}, 0, true), 3, 500, 1_790_000_000_500L, "k", 7),
                new StreamMade(3, "orders.new", new StreamPolicy(4, 60_000, -1, 1_000, true), false),
                new StreamConfigured(3, new StreamPolicy(4, -1, 1L << 32, -1, false), true),
                new StreamDeleted(3),
                new StreamPlaced(3, 501, 1_790_000_000_500L, 9_000),
                new EventsDropped(3, 400),
                new EventsKept(
                        3,
                        new long[] {400, 401, 403},
                        new long[] {69_000, 69_007, 70_001},
                        new long[] {1L << 40, (1L << 40) + 1_120, 8},
                        new int[] {200, 210, 190},
                        new long[] {1_790_000_000_000L, 1_790_000_000_000L, 1_790_000_000_500L},
                        new int[] {0, -7, 1 << 30}),
                new KeysKept(3, List.of("k", "l"), new long[] {7, 1}, new long[] {403, 401}),
                new GroupPlaced(3, "g", 400),
                new OffsetCommitted(3, "g", 2, 403),
                new GroupForgotten(3, "g"));
    }

    private static List<Fact> ofSchedules() {
        return List.of(
                new ScheduleSet(
                        new Terms("nightly", 0, "0 3 * * *", "Europe/Berlin", Missed.SKIP),
                        GREETING,
                        1_790_000_000_000L,
                        0,
                        7),
                new ScheduleMoved("nightly", 1_790_086_400_000L, 1_790_000_000_003L, 8),
                new ScheduleRemoved("nightly"));
    }

    private static List<Fact> ofOperators() {
        return List.of(
                new BranchDecided(BRANCH, true, 1_790_000_000_500L, "ann"),
                new BranchPrepared(BRANCH, 1_790_000_000_500L));
    }

    /** What earlier versions have written, by its bytes in hexadecimal digits. */
    static Map<String, Fact> earlier() {
        return Map.of("0b0d030102030109", new BranchPrepared(BRANCH, 0));
    }

    /** Name of the class, and the bytes in hexadecimal digits. */
    static Map<String, String> samples() {
        Map<String, String> samples = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(StoredForms.class.getResourceAsStream("facts.txt"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", -1))
                    .forEach(line -> samples.put(line[0], line[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return samples;
    }
}
