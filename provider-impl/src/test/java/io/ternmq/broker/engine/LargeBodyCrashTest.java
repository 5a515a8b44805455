// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.Fact;
import io.ternmq.broker.Seeds;
import io.ternmq.broker.TestClient;
import io.ternmq.broker.codec.FactCodec;
import io.ternmq.message.Address;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.FetchPart;
import io.ternmq.protocol.PutPart;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Send;
import io.ternmq.store.RecordLog;
import io.ternmq.store.file.FileStore;
import io.ternmq.store.file.FileStoreSettings;
import io.ternmq.store.file.faults.FaultyDisk;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Large messages over a disk that stops at any moment and loses what was not forced: what was taken is there with all
 * its bytes, and bytes without a message are not.
 */
class LargeBodyCrashTest {

    private static final int LIVES = 5;
    private static final int STEPS = 12;
    private static final FileStoreSettings SETTINGS = new FileStoreSettings(1 << 20, 1 << 20, 64 << 10);

    @Test
    void keepsWholeMessagesOrNothing() {
        Seeds.each(40, seed -> new Run(seed).run());
    }

    /** One store through several lives of its broker. */
    private static final class Run {

        private final SplittableRandom random;
        private final FaultyDisk disk;
        private final Set<Long> taken = new HashSet<>();
        private final Set<Long> offered = new HashSet<>();
        private CoreHarness core;
        private TestClient client;
        private long consumer;
        private long lastMessage;
        private long lastUpload;

        Run(long seed) {
            random = new SplittableRandom(seed);
            disk = new FaultyDisk(random.split());
            start();
        }

        private void start() {
            RecordLog<Fact> log = FileStore.open(disk, SETTINGS, new FactCodec(), Runnable::run, random::nextLong);
            core = CoreHarness.over(log, BrokerPolicy.defaults(), Map.of(), failure ->
                    assertThat(disk.isHalted()).as("%s", failure.getMessage()).isTrue());
            client = core.connect();
            consumer = client.open("q");
        }

        void run() {
            for (int life = 0; life < LIVES; life++) {
                disk.haltAt(1 + random.nextInt(150));
                for (int step = 0; step < STEPS && !disk.isHalted(); step++) {
                    if (random.nextInt(3) == 0) {
                        consume();
                    } else {
                        send();
                    }
                }
                disk.haltAt(Long.MAX_VALUE);
                if (random.nextInt(100) < 70) {
                    disk.restart();
                } else {
                    disk.endProcess();
                }
                start();
                check();
            }
        }

        private void send() {
            long upload = ++lastUpload;
            int parts = 1 + random.nextInt(3);
            for (int part = 0; part < parts; part++) {
                if (!isDone(client.ask(new PutPart(upload, part(lastMessage + 1, part))))) {
                    return;
                }
            }
            if (random.nextInt(4) == 0) {
                return; // its message never comes
            }
            long number = ++lastMessage;
            offered.add(number);
            FrozenMessage message = FrozenMessage.to(Address.queue("q"), new MessageId("p", number))
                    .body(new LargeBody(upload, (long) parts * PutPart.BYTES, null))
                    .build();
            if (isDone(client.ask(new Send(message, 0)))) {
                taken.add(number);
            }
        }

        private static Bytes part(long message, int part) {
            byte[] bytes = new byte[PutPart.BYTES];
            Arrays.fill(bytes, (byte) (message * 7 + part));
            return Bytes.wrap(bytes, 0, bytes.length);
        }

        private static boolean isDone(TestClient.Answer answer) {
            return answer.isThere() && answer.get() instanceof Reply.Done;
        }

        private void consume() {
            if (!isDone(client.ask(new Credit(consumer, 1)))) {
                return;
            }
            for (Event.Deliver delivery : client.takeDeliveries(consumer)) {
                if (isWhole(delivery.message())) {
                    taken.remove(delivery.message().id().number());
                    client.ask(new Acknowledge(consumer, delivery.delivery(), 0));
                }
            }
        }

        /** False when the disk stopped meanwhile. */
        private boolean isWhole(FrozenMessage message) {
            LargeBody body = (LargeBody) message.body();
            for (int part = 0; (long) part * PutPart.BYTES < body.length(); part++) {
                TestClient.Answer answer = client.ask(new FetchPart(body.number(), part));
                if (!answer.isThere() || !(answer.get() instanceof Reply.Part reply)) {
                    assertThat(disk.isHalted()).as("part %s of %s: %s", part, message, answer.get()).isTrue();
                    return false;
                }
                assertThat(reply.bytes()).isEqualTo(part(message.id().number(), part));
            }
            return true;
        }

        private void check() {
            List<FrozenMessage> present = client.browse("q", null, 0, 1_000).messages();
            Set<Long> numbers = new HashSet<>();
            for (FrozenMessage message : present) {
                assertThat(isWhole(message)).isTrue();
                numbers.add(message.id().number());
            }
            assertThat(numbers).hasSameSizeAs(present).containsAll(taken);
            assertThat(offered).containsAll(numbers);
            assertThat(core.state().bodies().size()).as("bodies").isEqualTo(present.size());
            taken.addAll(numbers);
            offered.retainAll(numbers);
        }
    }
}
