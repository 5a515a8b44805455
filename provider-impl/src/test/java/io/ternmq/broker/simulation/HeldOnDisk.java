// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ProviderException;
import io.ternmq.broker.Fact;
import io.ternmq.store.AppendListener;
import io.ternmq.store.CheckpointImage;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import io.ternmq.store.file.faults.Halt;

/** Over the file store. A crash loses what the disk has lost; it may come in the middle of a flush or a checkpoint. */
final class HeldOnDisk extends HeldLog {

    private final DiskMedium medium;
    private final RecordLog<Fact> store;
    private long written;

    HeldOnDisk(DiskMedium medium, RecordLog<Fact> store) {
        super(store);
        this.medium = medium;
        this.store = store;
    }

    @Override
    void take(Batch batch, long[] refs) {
        long position = store.append(batch.facts(), refs, new Written(batch.position()));
        medium.appended(batch.position(), position);
    }

    @Override
    void writeUpTo(long position) {
        if (written < position) {
            store.flush();
        }
        assertThat(written).as("the last batch that the store calls durable").isGreaterThanOrEqualTo(position);
    }

    @Override
    long end(int granted) {
        if (granted > 0) {
            medium.haltSoon();
            untilHalted(store::flush);
        }
        medium.crash();
        return medium.last();
    }

    @Override
    public Fact read(long ref) {
        return store.read(ref);
    }

    @Override
    public long replay(RecordVisitor<? super Fact> visitor) {
        continueAt(medium.last());
        written = medium.last();
        medium.replay(visitor);
        return written;
    }

    @Override
    public void checkpoint(long covers, CheckpointImage<Fact> image) {
        if (medium.chance(15)) {
            medium.haltSoon();
        }
        untilHalted(() -> store.checkpoint(medium.positionOf(covers), image));
        if (medium.isHalted()) {
            die();
        }
    }

    /** The store may take the halt for a failure of the disk, and tell its listeners. */
    private void untilHalted(Runnable action) {
        try {
            action.run();
        } catch (Halt | ProviderException failure) {
            assertThat(medium.isHalted()).as("a reason for %s", failure).isTrue();
        }
    }

    /** Told by the store. */
    private final class Written implements AppendListener {

        private final long number;

        Written(long number) {
            this.number = number;
        }

        @Override
        public void onDurable() {
            assertThat(number).as("the next durable batch").isEqualTo(written + 1);
            written = number;
        }

        @Override
        public void onFailed(Throwable cause) {
            if (!medium.isHalted()) {
                throw new AssertionError("The store has failed", cause);
            }
        }
    }
}
