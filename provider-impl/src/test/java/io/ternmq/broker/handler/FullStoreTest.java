// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.Fact;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Address;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Send;
import io.ternmq.store.AppendListener;
import io.ternmq.store.CheckpointImage;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import io.ternmq.store.memory.MemoryMedium;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A store without room refuses messages that it would have to keep, and goes on with everything else. */
class FullStoreTest {

    /** A log that has room when the test says so. */
    private static final class RoomyLog implements RecordLog<Fact> {

        private final RecordLog<Fact> log = new MemoryMedium<Fact>().open();
        private boolean full;

        @Override
        public long append(List<? extends Fact> batch, long[] refs, AppendListener listener) {
            return log.append(batch, refs, listener);
        }

        @Override
        public void flush() {
            log.flush();
        }

        @Override
        public Fact read(long ref) {
            return log.read(ref);
        }

        @Override
        public long replay(RecordVisitor<? super Fact> visitor) {
            return log.replay(visitor);
        }

        @Override
        public void checkpoint(long covers, CheckpointImage<Fact> image) {
            log.checkpoint(covers, image);
        }

        @Override
        public boolean wantsCheckpoint() {
            return false;
        }

        @Override
        public boolean hasRoom() {
            return !full;
        }

        @Override
        public boolean isOutsideHeap() {
            return false;
        }

        @Override
        public long epoch() {
            return log.epoch();
        }

        @Override
        public boolean isOwner() {
            return log.isOwner();
        }

        @Override
        public void close() {
            log.close();
        }
    }

    private final RoomyLog log = new RoomyLog();
    private final Map<String, DestinationPolicy> settings =
            Map.of("s", DestinationPolicy.DEFAULT.withStream(StreamPolicy.DEFAULT));
    private final CoreHarness core = CoreHarness.over(log, BrokerPolicy.defaults(), settings, failure -> {
        throw new AssertionError("The core failed", failure);
    });
    private final TestClient client = core.connect();

    @Test
    void refusesPersistentMessagesUntilThereIsRoomAgain() {
        log.full = true;
        client.send(core.toQueue("q")).refused(ErrorCode.RESOURCE_LIMIT);
        client.send(core.toQueue("q").persistent(false)).done();
        log.full = false;
        client.send(core.toQueue("q")).done();
        assertThat(core.queue("q").depth()).isEqualTo(2);
    }

    @Test
    void refusesEventsHoweverTheyAreSent() {
        log.full = true;
        client.send(core.toTopic("s").persistent(false)).refused(ErrorCode.RESOURCE_LIMIT);
        client.send(core.toTopic("other").persistent(false)).done();
        log.full = false;
        assertThat(client.send(core.toTopic("s").persistent(false)).get()).isInstanceOf(Reply.Appended.class);
        client.send(core.toTopic("s").persistent(false), 1).done();
        log.full = true;
        client.commit(1).refused(ErrorCode.RESOURCE_LIMIT);
    }

    @Test
    void rollsATransactionBackWhoseMessagesFindNoRoomAtTheCommit() {
        client.ask(new Send(core.toQueue("q").build(), 1)).done();
        log.full = true;
        client.ask(new Commit(1, List.of())).refused(ErrorCode.RESOURCE_LIMIT);
        log.full = false;
        client.ask(new Commit(1, List.of())).done();
        assertThat(core.state().destination(Address.queue("q"))).as("nothing was sent").satisfiesAnyOf(
                none -> assertThat(none).isNull(),
                empty -> assertThat(core.queue("q").depth()).isZero());
    }
}
