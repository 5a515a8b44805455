// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.Fact;
import io.ternmq.broker.codec.FactCodec;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import io.ternmq.store.file.FileStore;
import io.ternmq.store.file.FileStoreSettings;
import io.ternmq.store.file.faults.FaultyDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file store on a disk that loses what was not forced. Segments are small, so that they are taken back and written
 * over while the simulation runs. Remembers which number the simulation gave to the batch at each position of the
 * store, and so knows after a crash which batches have survived.
 */
final class DiskMedium implements Medium {

    private static final int KIB = 1_024;

    private record Replayed(Fact fact, long ref) {}

    private final SplittableRandom random;
    private final FaultyDisk disk;
    private final FileStoreSettings settings;
    private final TreeMap<Long, Long> numbers = new TreeMap<>();
    private final List<Replayed> replayed = new ArrayList<>();
    private @Nullable RecordLog<Fact> store;

    DiskMedium(long seed) {
        this.random = new SplittableRandom(seed);
        this.disk = new FaultyDisk(random.split());
        this.settings = new FileStoreSettings(
                (4 + random.nextInt(5)) * 4L * KIB, 8 * KIB, (1 + random.nextInt(4)) * 4L * KIB);
        numbers.put(0L, 0L);
    }

    @Override
    public HeldLog open() {
        if (store == null) {
            reopen();
        }
        return new HeldOnDisk(this, store());
    }

    RecordLog<Fact> store() {
        if (store == null) {
            throw new AssertionError("The store is not open");
        }
        return store;
    }

    private void reopen() {
        store = FileStore.open(disk, settings, new FactCodec(), Runnable::run, random::nextLong);
        replayed.clear();
        long last = store.replay((fact, ref) -> replayed.add(new Replayed(fact, ref)));
        assertThat(numbers).as("the last position in the log").containsKey(last);
        numbers.tailMap(last, false).clear();
    }

    /** Number of the last batch that is there. */
    long last() {
        return numbers.lastEntry().getValue();
    }

    void appended(long number, long position) {
        numbers.put(position, number);
    }

    /** Where in the store a batch is that has a number. */
    long positionOf(long number) {
        return numbers.descendingMap().entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** What the store holds, as it came out when it was opened. */
    void replay(RecordVisitor<? super Fact> visitor) {
        replayed.forEach(next -> visitor.visit(next.fact(), next.ref()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Stops the process within the next few changes of the disk. */
    void haltSoon() {
        disk.haltAt(1 + random.nextInt(8));
    }

    /** Whether the process has stopped; if not, it will not from now on. */
    boolean isHalted() {
        disk.haltAt(Long.MAX_VALUE);
        return disk.isHalted();
    }

    /** The process ends, and perhaps the power fails; then the store is opened for the next one. */
    void crash() {
        store = null;
        if (chance(70)) {
            disk.restart();
        } else {
            disk.endProcess();
        }
        reopen();
    }
}
