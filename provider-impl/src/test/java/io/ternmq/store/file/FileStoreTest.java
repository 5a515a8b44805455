// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.store.AppendListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a file store does beyond the contract of all stores. */
class FileStoreTest {

    private static final String LARGE = "-".repeat(1_000);

    private final MemoryDisk disk = new MemoryDisk();

    // --- ownership -----------------------------------------------------------------------------------------------

    @Test
    void keepsASecondOwnerOut() {
        FileStore<String> store = Stores.openForAppend(disk);
        assertThatThrownBy(() -> Stores.open(disk)).hasMessageContaining("in use by another broker")
                .hasMessageContaining("process 4711");
        Stores.put(store, "still the owner's");
        store.close();
        assertThat(Stores.contents(disk)).containsExactly("still the owner's");
    }

    @Test
    void wantsToBeReplayedFirst() {
        try (FileStore<String> store = Stores.open(disk)) {
            assertThatThrownBy(() -> Stores.put(store, "early")).hasMessageContaining("replayed before");
            store.replay((record, ref) -> {});
            assertThatThrownBy(() -> store.replay((record, ref) -> {})).hasMessageContaining("replayed already");
        }
    }

    @Test
    void makesAStoreAgainThatWasNotFinished() {
        List<String> steps = new ArrayList<>();
        disk.setGuard((operation, name) -> steps.add(operation + " " + name));
        Stores.open(disk).abandon();
        for (int step = 0; step < steps.size(); step++) {
            int last = step;
            int[] count = new int[1];
            MemoryDisk fresh = new MemoryDisk();
            fresh.setGuard((operation, name) -> {
                if (count[0]++ >= last) {
                    throw new IOException("power cut");
                }
            });
            assertThatThrownBy(() -> Stores.open(fresh)).as("ended before " + steps.get(step))
                    .isInstanceOf(ProviderException.class);
            fresh.setGuard((operation, name) -> {});
            assertThat(Stores.contents(fresh)).as("ended before " + steps.get(step)).isEmpty();
        }
        assertThat(steps).hasSizeGreaterThan(10);
    }

    // --- the role of the writer ----------------------------------------------------------------------------------

    @Test
    void handsOnWhatOthersAppendedMeanwhile() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        FileStore<String> store = FileStore.open(disk, Stores.TINY, Stores.TEXTS, tasks::add, () -> 1);
        store.replay((record, ref) -> {});
        Stores.Fate second = new Stores.Fate();
        store.append(List.of("first"), listener(() -> store.append(List.of("second"), second)));
        store.flush();
        assertThat(second.calls()).as("the caller has done its share").isEmpty();
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(second.isDurable()).isTrue();
        store.close();
    }

    @Test
    void leavesTheRoleToWhoeverComesBeforeTheExecutor() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        FileStore<String> store = FileStore.open(disk, Stores.TINY, Stores.TEXTS, tasks::add, () -> 1);
        store.replay((record, ref) -> {});
        Stores.Fate second = new Stores.Fate();
        store.append(List.of("first"), listener(() -> store.append(List.of("second"), second)));
        store.flush();
        store.checkpoint(Long.MAX_VALUE, sink -> sink.add("image"));
        assertThat(second.isDurable()).as("without the executor").isTrue();
        tasks.remove().run();
        store.close();
    }

    @Test
    void goesOnItselfWhenTheExecutorRefuses() {
        FileStore<String> store = FileStore.open(disk, Stores.TINY, Stores.TEXTS, task -> {
            throw new RejectedExecutionException("full");
        }, () -> 1);
        store.replay((record, ref) -> {});
        Stores.Fate second = new Stores.Fate();
        store.append(List.of("first"), listener(() -> store.append(List.of("second"), second)));
        store.flush();
        assertThat(second.isDurable()).isTrue();
        store.close();
    }

    @Test
    void takesACheckpointInsideAListenerAndTellsTheOthersAfterwards() {
        FileStore<String> store = Stores.openForAppend(disk);
        List<String> told = new ArrayList<>();
        store.append(List.of("first"), listener(() -> {
            store.append(List.of("third"), listener(() -> told.add("third")));
            store.checkpoint(Long.MAX_VALUE, sink -> sink.add("image"));
            told.add("first");
        }));
        store.append(List.of("second"), listener(() -> told.add("second")));
        store.flush();
        assertThat(told).containsExactly("first", "second", "third");
        store.close();
        assertThat(Stores.contents(disk)).containsExactly("image");
    }

    @Test
    void mayBeClosedInsideAListener() {
        FileStore<String> store = Stores.openForAppend(disk);
        Stores.Fate second = new Stores.Fate();
        store.append(List.of("first"), listener(store::close));
        store.append(List.of("second"), second);
        store.flush();
        assertThat(second.isDurable()).isTrue();
        assertThat(Stores.contents(disk)).containsExactly("first", "second");
    }

    // --- failure -------------------------------------------------------------------------------------------------

    @Test
    void tellsEverybodyOnceWhenAForceFailsAndNeverForcesAgain() {
        FileStore<String> store = Stores.openForAppend(disk);
        List<Stores.Fate> fates = IntStream.range(0, 3).mapToObj(i -> new Stores.Fate()).toList();
        store.append(List.of("one"), fates.get(0));
        store.append(List.of("two"), fates.get(1));
        int[] forces = new int[1];
        disk.setGuard((operation, name) -> {
            if (operation.equals("force")) {
                forces[0]++;
                throw new IOException("Input/output error");
            }
        });
        store.flush();
        assertThat(fates.get(0).calls()).singleElement().asString().contains("failed: The store in memory failed")
                .contains("Input/output error");
        assertThat(fates.get(1).calls()).isEqualTo(fates.get(0).calls());
        assertThatThrownBy(() -> store.append(List.of("three"), fates.get(2))).isInstanceOfSatisfying(
                ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILED));
        store.flush();
        store.close();
        assertThat(forces[0]).isEqualTo(1);
        assertThat(fates.get(2).calls()).as("an append that throws tells nobody").isEmpty();
    }

    @Test
    void failsWhenAWriteIntoFilledRoomFails() {
        FileStore<String> store = Stores.openForAppend(disk);
        disk.setGuard((operation, name) -> {
            if (operation.equals("write")) {
                throw new IOException("Input/output error");
            }
        });
        Stores.Fate fate = new Stores.Fate();
        store.append(List.of("one"), fate);
        store.flush();
        assertThat(fate.calls()).singleElement().asString().contains("could not be written: Input/output error");
        store.close();
    }

    @Test
    void takesNothingOfABatchThatCannotBeEncoded() {
        FileStore<String> store = FileStore.open(disk, Stores.TINY, new PickyCodec(), Runnable::run, () -> 1);
        store.replay((record, ref) -> {});
        Stores.put(store, "one");
        assertThatThrownBy(() -> Stores.put(store, "two", "refused")).isInstanceOf(IllegalArgumentException.class);
        Stores.put(store, "three");
        store.close();
        assertThat(Stores.contents(disk)).containsExactly("one", "three");
    }

    // --- room ----------------------------------------------------------------------------------------------------

    @Test
    void goesOnInTheReserveOnAFullDiskAndRecovers() {
        FileStore<String> store = Stores.openForAppend(disk);
        while (disk.used() < 400_000) {
            Stores.put(store, LARGE);
        }
        assertThat(store.hasRoom()).isTrue();
        disk.setCapacity(disk.used());
        int taken = 0;
        while (store.hasRoom()) {
            Stores.put(store, LARGE);
            taken++;
        }
        assertThat(taken).as("what was there already is used").isPositive();
        Stores.put(store, "an acknowledgement");
        Stores.put(store, LARGE);
        assertThat(store.hasRoom()).isFalse();
        disk.setCapacity(disk.used() + 1_000_000);
        assertThat(store.hasRoom()).isTrue();
        Stores.put(store, "again");
        store.close();
        assertThat(Stores.contents(disk)).contains("an acknowledgement").endsWith("again");
    }

    @Test
    void refusesAnAppendForWhichEvenTheReserveIsTooSmallAndGoesOn() {
        FileStore<String> store = Stores.openForAppend(disk);
        disk.setCapacity(disk.used());
        assertThatThrownBy(() -> Stores.put(store, LARGE.repeat(1_000))).hasMessageContaining("disk is full");
        Stores.put(store, "small");
        store.close();
        disk.setCapacity(Long.MAX_VALUE);
        assertThat(Stores.contents(disk)).containsExactly("small");
    }

    @Test
    void comesBackFromAFullDiskByACheckpoint() {
        FileStore<String> store = Stores.openForAppend(disk);
        disk.setCapacity(disk.used() + 300_000);
        while (store.hasRoom()) {
            Stores.put(store, LARGE);
        }
        assertThat(store.wantsCheckpoint()).isTrue();
        store.checkpoint(Long.MAX_VALUE, sink -> sink.add("all was taken"));
        assertThat(store.hasRoom()).isTrue();
        for (int i = 0; i < 100; i++) {
            Stores.put(store, LARGE);
        }
        store.close();
        disk.setCapacity(Long.MAX_VALUE);
        assertThat(Stores.contents(disk)).startsWith("all was taken").hasSize(101);
    }

    @Test
    void keepsTheOldCheckpointWhenThereIsNoRoomForANewOne() {
        FileStore<String> store = Stores.openForAppend(disk);
        Stores.put(store, "before");
        store.checkpoint(Long.MAX_VALUE, sink -> sink.add("image"));
        Stores.put(store, "after");
        disk.setCapacity(disk.used() + 10_000);
        store.checkpoint(Long.MAX_VALUE, sink -> IntStream.range(0, 500).forEach(i -> sink.add(LARGE)));
        Stores.put(store, "and after");
        store.close();
        assertThat(Stores.contents(disk)).containsExactly("image", "after", "and after");
    }

    // --- reclaiming ----------------------------------------------------------------------------------------------

    @Test
    void usesSegmentsAgain() {
        FileStore<String> store = Stores.openForAppend(disk);
        long largest = 0;
        for (int i = 0; i < 400; i++) {
            Stores.put(store, LARGE);
            if (store.wantsCheckpoint()) {
                store.checkpoint(Long.MAX_VALUE, sink -> sink.add("image"));
                largest = Math.max(largest, disk.used());
            }
        }
        store.close();
        assertThat(largest).isLessThan(131_072 + 8_192 + 12 * Stores.TINY.segmentBytes());
        assertThat(Stores.contents(disk)).startsWith("image");
    }

    @Test
    void movesTheLastRecordsOutOfASegment() {
        FileStore<String> store = Stores.openForAppend(disk);
        long[] ref = {Stores.put(store, "kept")};
        long first = ref[0];
        while (ref[0] == first) {
            for (int k = 0; k < 30; k++) {
                Stores.put(store, LARGE);
            }
            store.checkpoint(Long.MAX_VALUE, sink -> ref[0] = sink.keep(ref[0], 4));
            assertThat(store.read(ref[0])).isEqualTo("kept");
        }
        assertThatThrownBy(() -> store.read(first)).hasMessageContaining("given up");
        store.close();
        assertThat(Stores.contents(disk)).as("what was moved is no fact").isEmpty();
    }

    @Test
    void keepsEverySegmentOfARecordInPieces() {
        FileStore<String> store = Stores.openForAppend(disk);
        String huge = "huge ".repeat(20_000);
        long[] ref = {Stores.put(store, huge)};
        for (int i = 0; i < 3; i++) {
            Stores.put(store, LARGE, LARGE, LARGE);
            store.checkpoint(Long.MAX_VALUE, sink -> ref[0] = sink.keep(ref[0], 1));
        }
        assertThat(store.read(ref[0])).isEqualTo(huge);
        store.close();
        try (FileStore<String> again = Stores.openForAppend(disk)) {
            assertThat(again.read(ref[0])).isEqualTo(huge);
        }
    }

    // ------------------------------------------------------------------------------------------------------------

    private static AppendListener listener(Runnable action) {
        return new AppendListener() {

            @Override
            public void onDurable() {
                action.run();
            }

            @Override
            public void onFailed(Throwable cause) {
                throw new AssertionError(cause);
            }
        };
    }
}
