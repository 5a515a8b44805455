// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.Fact;
import io.ternmq.broker.TestClient;
import io.ternmq.store.AppendListener;
import io.ternmq.store.CheckpointImage;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import io.ternmq.store.memory.MemoryMedium;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A store that fails stops the broker: everybody is told, and nothing is acknowledged that is not durable. */
class StoreFailureTest {

    private static final class FailingLog implements RecordLog<Fact> {

        private final RecordLog<Fact> store = new MemoryMedium<Fact>().open();
        private final List<AppendListener> held = new ArrayList<>();
        private boolean holds;
        private boolean throwsAtOnce;

        @Override
        public long append(List<? extends Fact> batch, long[] refs, AppendListener listener) {
            if (throwsAtOnce) {
                throw new ProviderException(ErrorCode.STORE_FAILED, "The disk is gone");
            }
            if (holds) {
                held.add(listener);
                return 1;
            }
            return store.append(batch, refs, listener);
        }

        void fail() {
            held.forEach(listener -> listener.onFailed(new ProviderException(ErrorCode.STORE_FAILED, "no force")));
        }

        @Override
        public void flush() {
            store.flush();
        }

        @Override
        public Fact read(long ref) {
            return store.read(ref);
        }

        @Override
        public long replay(RecordVisitor<? super Fact> visitor) {
            return store.replay(visitor);
        }

        @Override
        public void checkpoint(long covers, CheckpointImage<Fact> image) {
            store.checkpoint(covers, image);
        }

        @Override
        public boolean wantsCheckpoint() {
            return store.wantsCheckpoint();
        }

        @Override
        public boolean hasRoom() {
            return store.hasRoom();
        }

        @Override
        public boolean isOutsideHeap() {
            return store.isOutsideHeap();
        }

        @Override
        public long epoch() {
            return store.epoch();
        }

        @Override
        public boolean isOwner() {
            return store.isOwner();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private final FailingLog log = new FailingLog();
    private final List<ProviderException> failures = new ArrayList<>();
    private final CoreHarness core = CoreHarness.over(
            log,
            BrokerPolicy.defaults(),
            Map.of("one", DestinationPolicy.DEFAULT.withLimits(new Limits(1, -1, FullPolicy.BLOCK, 1_000))),
            failures::add);
    private final TestClient client = core.connect();

    private void everybodyIsTold(TestClient.Answer... answers) {
        for (TestClient.Answer answer : answers) {
            answer.refused(ErrorCode.STORE_FAILED);
        }
        assertThat(failures).hasSize(1);
        client.send(core.toQueue("q")).refused(ErrorCode.STORE_FAILED);
    }

    @Test
    void refusesWhatWaitsForTheStoreOrForRoomWhenTheStoreFailsLater() {
        client.send(core.toQueue("one")).done();
        log.holds = true;
        TestClient.Answer first = client.send(core.toQueue("q"));
        TestClient.Answer second = client.send(core.toQueue("q"));
        TestClient.Answer waitingForRoom = client.send(core.toQueue("one"));
        assertThat(first.isThere()).isFalse();
        log.fail();

        everybodyIsTold(first, second, waitingForRoom);
    }

    @Test
    void refusesWhatWaitsForTheStoreOrForRoomWhenTheStoreFailsAtOnce() {
        client.send(core.toQueue("one")).done();
        TestClient.Answer waitingForRoom = client.send(core.toQueue("one"));
        log.throwsAtOnce = true;

        everybodyIsTold(client.send(core.toQueue("q")), waitingForRoom);
    }
}
