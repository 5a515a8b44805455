// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Event;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One adds and takes back at the new end, everybody takes at the old end; nothing is lost and nothing comes twice. */
final class DeliveryBufferTest {

    private static final FrozenMessage MESSAGE =
            FrozenMessage.to(Address.queue("q"), new MessageId("p", 1)).build();

    private final DeliveryBuffer buffer = new DeliveryBuffer();

    @Test
    void givesTheOldestFirstAcrossGrowth() {
        for (int number = 0; number < 100; number++) {
            buffer.add(delivery(number));
        }
        assertThat(buffer.size()).isEqualTo(100);
        for (int number = 0; number < 100; number++) {
            assertThat(buffer.takeOldest().delivery()).isEqualTo(number);
        }
        assertThat(buffer.takeOldest()).isNull();
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void givesTheNewestBack() {
        buffer.add(delivery(1));
        buffer.add(delivery(2));
        assertThat(buffer.takeNewest().delivery()).isEqualTo(2);
        buffer.add(delivery(3));
        assertThat(buffer.takeOldest().delivery()).isEqualTo(1);
        assertThat(buffer.takeNewest().delivery()).isEqualTo(3);
        assertThat(buffer.takeNewest()).isNull();
        assertThat(buffer.size()).isZero();
    }

    @Test
    void behavesLikeAListInAnyOrderOfCalls() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Long> model = new ArrayList<>();
        for (long number = 0; number < 20_000; number++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    buffer.add(delivery(number));
                    model.add(number);
                }
                case 2 -> assertThat(numberOf(buffer.takeOldest())).as("seed " + seed)
                        .isEqualTo(model.isEmpty() ? null : model.remove(0));
                default -> assertThat(numberOf(buffer.takeNewest())).as("seed " + seed)
                        .isEqualTo(model.isEmpty() ? null : model.remove(model.size() - 1));
            }
            assertThat(buffer.size()).as("seed " + seed).isEqualTo(model.size());
        }
    }

    @Test
    void losesNothingAndDoublesNothingWhenBothEndsAreBusy() {
        int count = 100_000;
        BitSet taken = new BitSet(count);
        CompletableFuture<long[]> consumer = CompletableFuture.supplyAsync(() -> takeUntil(count));
        Random random = new Random(7);
        long next = 0;
        while (next < count) {
            buffer.add(delivery(next));
            next++;
            if (random.nextBoolean()) {
                Event.Deliver back = buffer.takeNewest();
                if (back != null) {
                    mark(taken, back.delivery());
                }
            } else {
                letTheOtherEndCatchUp();
            }
        }
        buffer.add(delivery(count));
        long before = -1;
        for (long number : consumer.join()) {
            assertThat(number).isGreaterThan(before);
            before = number;
            mark(taken, number);
        }
        assertThat(taken.cardinality()).isEqualTo(count);
    }

    /** Both ends meet at one delivery only while the buffer is nearly empty. */
    private void letTheOtherEndCatchUp() {
        for (int looks = 0; looks < 500 && !buffer.isEmpty(); looks++) {
            Thread.onSpinWait();
        }
    }

    private long[] takeUntil(long last) {
        List<Long> numbers = new ArrayList<>();
        while (true) {
            Event.Deliver delivery = buffer.takeOldest();
            if (delivery == null) {
                Thread.onSpinWait();
            } else if (delivery.delivery() == last) {
                return numbers.stream().mapToLong(Long::longValue).toArray();
            } else {
                numbers.add(delivery.delivery());
            }
        }
    }

    private static void mark(BitSet taken, long number) {
        assertThat(taken.get((int) number)).as("delivery %d was taken before", number).isFalse();
        taken.set((int) number);
    }

    private static Long numberOf(Event.Deliver delivery) {
        return delivery == null ? null : delivery.delivery();
    }

    private static Event.Deliver delivery(long number) {
        return new Event.Deliver(1, number, 1, MESSAGE);
    }
}
