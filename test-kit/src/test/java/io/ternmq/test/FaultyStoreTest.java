// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.store.AppendListener;
import io.ternmq.store.RecordLog;
import io.ternmq.store.memory.MemoryMedium;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyStoreTest {

    private final MemoryMedium<String> medium = new MemoryMedium<>();
    private final Faults faults = new Faults(7);
    private final List<String> told = new ArrayList<>();
    private RecordLog<String> log;

    @BeforeEach
    void open() {
        log = faults.store().over(medium.open());
        log.replay((record, ref) -> {});
    }

    @Test
    void holdsCompletionsUntilTheyAreReleased() {
        faults.store().holdCompletions();
        long a = append("a");
        long[] ref = new long[1];
        long b = log.append(List.of("b"), ref, new Note("b", () -> {}, told));
        assertThat(b).isGreaterThan(a);
        assertThat(told).isEmpty();
        assertThat(medium.isEmpty()).isTrue();
        assertThat(faults.store().heldAppends()).isEqualTo(2);
        assertThat(log.read(ref[0])).isEqualTo("b");
        faults.store().releaseCompletions(1);
        assertThat(told).containsExactly("a");
        faults.store().releaseCompletions();
        assertThat(told).containsExactly("a", "b");
        assertThat(log.read(ref[0])).isEqualTo("b");
        append("c");
        assertThat(told).containsExactly("a", "b", "c");
    }

    @Test
    void holdsACheckpointBehindWhatItCovers() {
        append("a");
        faults.store().holdCompletions();
        log.checkpoint(append("b"), sink -> sink.add("image of ab"));
        faults.store().releaseCompletions();
        assertThat(contents()).containsExactly("image of ab");
    }

    @Test
    void losesACheckpointThatCoversWhatIsLost() {
        append("a");
        faults.store().holdCompletions();
        log.checkpoint(append("b"), sink -> sink.add("image of ab"));
        faults.store().crash();
        assertThat(contents()).containsExactly("a");
    }

    @Test
    void failsTheNthAppendAndAllAfterIt() {
        faults.store().failAppend(2);
        append("a");
        append("b");
        append("c");
        assertThat(told).containsExactly("a", "!b", "!c");
        assertThat(contents()).containsExactly("a");
        assertThat(log.isOwner()).isFalse();
    }

    @Test
    void reportsAFailureAfterWhatIsHeldBeforeIt() {
        faults.store().holdCompletions();
        faults.store().failAppend(2);
        append("a");
        append("b");
        assertThat(told).isEmpty();
        faults.store().releaseCompletions();
        assertThat(told).containsExactly("a", "!b");
    }

    @Test
    void throwsAtTheNthAppend() {
        faults.store().throwAtAppend(1);
        assertThatThrownBy(() -> append("a")).isInstanceOfSatisfying(
                ProviderException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_FAILED));
        append("b");
        assertThat(told).containsExactly("!b");
        assertThat(contents()).isEmpty();
    }

    @Test
    void losesWhatIsHeldInACrash() {
        append("a");
        faults.store().holdCompletions();
        append("b");
        append("c");
        faults.store().crash();
        append("after the crash");
        log.close();
        assertThat(told).containsExactly("a");
        assertThat(contents()).containsExactly("a");
    }

    @Test
    void mayFindAfterACrashWhatNobodyWasToldOf() {
        faults.store().holdCompletions();
        faults.store().keepAtCrash(2);
        append("a");
        append("b");
        append("c");
        faults.store().crash();
        log.close();
        assertThat(told).isEmpty();
        assertThat(contents()).containsExactly("a", "b");
    }

    @Test
    void makesEverythingDurableBeforeAnOrderlyEnd() {
        faults.store().holdCompletions();
        append("a");
        log.close();
        assertThat(told).containsExactly("a");
        assertThat(contents()).containsExactly("a");
    }

    @Test
    void keepsTheOrderWhenAListenerAppends() {
        faults.store().holdCompletions();
        log.append(List.of("a"), new Note("a", () -> append("c"), told));
        append("b");
        faults.store().releaseCompletions();
        assertThat(told).containsExactly("a", "b", "c");
        assertThat(contents()).containsExactly("a", "b", "c");
    }

    @Test
    void failsAtTheSameAppendsForTheSameSeed() {
        assertThat(appendsBeforeFailure(11)).isEqualTo(appendsBeforeFailure(11));
        List<Integer> bySeed = new ArrayList<>();
        for (int seed = 1; seed <= 20; seed++) {
            bySeed.add(appendsBeforeFailure(seed));
        }
        assertThat(bySeed.stream().distinct().count()).as("%s", bySeed).isGreaterThan(5);
    }

    private static int appendsBeforeFailure(long seed) {
        Faults chance = new Faults(seed);
        chance.store().failAppendsWithProbability(0.1);
        RecordLog<String> unreliable = chance.store().over(new MemoryMedium<String>().open());
        int appends = 0;
        while (unreliable.isOwner()) {
            unreliable.append(List.of("x"), new Note("x", () -> {}, new ArrayList<>()));
            appends++;
        }
        return appends;
    }

    private long append(String record) {
        return log.append(List.of(record), new Note(record, () -> {}, told));
    }

    private List<String> contents() {
        List<String> records = new ArrayList<>();
        medium.open().replay((record, ref) -> records.add(record));
        return records;
    }

    private static final class Note implements AppendListener {

        private final String name;
        private final Runnable then;
        private final List<String> target;

        Note(String name, Runnable then, List<String> target) {
            this.name = name;
            this.then = then;
            this.target = target;
        }

        @Override
        public void onDurable() {
            then.run();
            target.add(name);
        }

        @Override
        public void onFailed(Throwable cause) {
            target.add('!' + name);
        }
    }
}
