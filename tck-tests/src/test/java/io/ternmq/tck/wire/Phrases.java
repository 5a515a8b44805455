// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.message.PropertyMap;
import io.ternmq.message.TextBody;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.CreateTemporary;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.FetchPart;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.PutPart;
import io.ternmq.protocol.RecoverBranches;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.WasCommitted;
import io.ternmq.protocol.wire.Frame;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What a client might say, by chance, and what becomes of it in the mouth of somebody who means harm. */
final class Phrases {

    private static final List<Outcome> OUTCOMES = List.of(Outcome.ACCEPTED, Outcome.RELEASED, Outcome.FAILED);

    private static final int MOST_BYTES = 3_000;

    private final SplittableRandom random;
    private long number = 1;

    Phrases(SplittableRandom random) {
        this.random = random;
    }

    /** A frame in good order, be it in place or not. */
    Frame.FromClient sensible() {
        return switch (random.nextInt(20)) {
            case 0 -> new Frame.Received(random.nextInt(50));
            case 1 -> Frame.Beat.INSTANCE;
            default -> new Frame.Ask(random.nextInt(4) == 0 ? 0 : ++number, request());
        };
    }

    private Request request() {
        long consumer = 1L + random.nextInt(3);
        return switch (random.nextInt(20)) {
            case 0, 1 -> new OpenConsumer(consumer, source(), random.nextInt(3) == 0 ? "a > 1 AND b LIKE 'x%'" : null);
            case 2, 3 -> new Credit(consumer, random.nextInt(4) == 0 ? Credit.REVOKE : 1 + random.nextInt(50));
            case 4, 5 -> new Acknowledge(consumer, 1 + random.nextInt(30), random.nextInt(5));
            case 6 -> new Await(consumer, random.nextInt(3));
            case 7 -> new Settle(settlements(consumer));
            case 8 -> new Commit(1 + random.nextInt(3), settlements(consumer), random.nextBoolean());
            case 9 -> new Rollback(1 + random.nextInt(3), settlements(consumer));
            case 10 -> new Browse(queue(), null, 0, 1 + random.nextInt(50));
            case 11 -> new CreateTemporary(AddressKind.TEMPORARY_QUEUE, null);
            case 12 -> new PutPart(1 + random.nextInt(3), Bytes.copyOf(bytes()));
            case 13 -> new FetchPart(1 + random.nextInt(5), random.nextInt(3));
            case 14 -> new JoinBranch(branch(), JoinBranch.How.NEW, -1, 1_000);
            case 15 -> random.nextBoolean() ? new PrepareBranch(branch()) : new RecoverBranches();
            case 16 -> new WasCommitted("c" + random.nextInt(9), random.nextInt(9));
            case 17 -> new CloseConsumer(consumer, settlements(consumer));
            case 18 -> random.nextInt(20) == 0 ? new Disconnect() : new Await(consumer, random.nextInt(3));
            default -> new Send(message(), random.nextInt(3), random.nextBoolean());
        };
    }

    private Source source() {
        return random.nextBoolean()
                ? new Source.OfQueue(queue())
                : new Source.OfSubscription(Address.topic("fuzz.#"), null, false, false, random.nextBoolean());
    }

    private Address queue() {
        return Address.queue("fuzz." + random.nextInt(3));
    }

    private BranchId branch() {
        byte[] id = {(byte) random.nextInt(4)};
        return new BranchId(1, Bytes.copyOf(id), Bytes.copyOf(id));
    }

    private List<Settlement> settlements(long consumer) {
        long[] deliveries = random.longs(random.nextInt(4), 0, 40).sorted().toArray();
        return List.of(new Settlement(consumer, OUTCOMES.get(random.nextInt(OUTCOMES.size())), deliveries, null));
    }

    private FrozenMessage message() {
        Address to = random.nextInt(3) == 0 ? Address.topic("fuzz.topic") : queue();
        return FrozenMessage.to(to, new MessageId("fuzz" + random.nextInt(5), random.nextInt(10_000)))
                .persistent(random.nextBoolean())
                .properties(PropertyMap.wrap(Map.of("a", random.nextInt(5))))
                .body(new TextBody("x".repeat(random.nextInt(400))))
                .build();
    }

    /** Bytes of no meaning. */
    byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(random.nextInt(5) == 0 ? MOST_BYTES : 40)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The same with some damage: bits the other way round, a number at an edge, a piece too few or too many. */
    byte[] damaged(byte[] whole) {
        byte[] bytes = whole.clone();
        for (int i = 1 + random.nextInt(3); i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(3) == 0 ? random.nextInt(Math.min(6, bytes.length)) : random.nextInt(bytes.length);
            bytes = damage(bytes, at);
        }
        return bytes;
    }

    private byte[] damage(byte[] bytes, int at) {
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] = (byte) 0xFF;
            case 1 -> bytes[at] = 0;
            case 2 -> bytes[at] = (byte) random.nextInt(256);
            case 3 -> {
                return joined(bytes, 0, at, bytes, Math.min(bytes.length, at + 1 + random.nextInt(8)), bytes.length);
            }
            case 4 -> {
                return joined(bytes, 0, at, bytes, random.nextInt(at + 1), bytes.length);
            }
            default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] joined(byte[] left, int from, int to, byte[] right, int begin, int end) {
        byte[] all = new byte[to - from + end - begin];
        System.arraycopy(left, from, all, 0, to - from);
        System.arraycopy(right, begin, all, to - from, end - begin);
        return all;
    }
}
