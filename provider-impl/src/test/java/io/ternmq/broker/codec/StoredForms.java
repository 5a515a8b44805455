// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.broker.BranchEnded;
import io.ternmq.broker.BranchPrepared;
import io.ternmq.broker.Claimed;
import io.ternmq.broker.Delivered;
import io.ternmq.broker.DestinationCreated;
import io.ternmq.broker.DestinationDeleted;
import io.ternmq.broker.Due;
import io.ternmq.broker.Enlisted;
import io.ternmq.broker.Fact;
import io.ternmq.broker.MailboxPaused;
import io.ternmq.broker.PartStored;
import io.ternmq.broker.PartsKept;
import io.ternmq.broker.PolicySet;
import io.ternmq.broker.ProducerSeen;
import io.ternmq.broker.Remembered;
import io.ternmq.broker.Removal;
import io.ternmq.broker.Removed;
import io.ternmq.broker.Returned;
import io.ternmq.broker.Routed;
import io.ternmq.broker.Stocked;
import io.ternmq.broker.SubscriptionCreated;
import io.ternmq.broker.SubscriptionDeleted;
import io.ternmq.broker.SubscriptionSpec;
import io.ternmq.message.Address;
import io.ternmq.message.Bytes;
import io.ternmq.message.Everything;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.message.TextBody;
import io.ternmq.protocol.BranchId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One fact of each class, and the bytes that were written for it when its form was made. */
final class StoredForms {

    private static final BranchId BRANCH =
            new BranchId(-7, Bytes.copyOf(new byte[] {1, 2, 3}), Bytes.copyOf(new byte[] {9}));

    private static final FrozenMessage GREETING = FrozenMessage.to(Address.queue("orders"), new MessageId("p", 1))
            .body(new TextBody("good morning"))
            .build();

    private StoredForms() {}

    /** The facts. */
    static List<Fact> facts() {
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
                new BranchPrepared(BRANCH),
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
