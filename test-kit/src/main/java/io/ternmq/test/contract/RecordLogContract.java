// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.store.RecordLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What every store does. A subclass says how a log of strings is opened; it cleans up after each test by itself. The
 * suite takes nothing for granted that {@link RecordLog} does not promise: completions may come at once or later, on
 * any thread.
 */
public abstract class RecordLogContract {

    private static final int MANY = 200;

    private final Fates fates = new Fates();

    /** For subclasses. */
    protected RecordLogContract() {}

    /**
     * Opens the log. Within one test every call opens the same log again; between tests nothing is kept.
     *
     * @return the log, whose records are strings
     * @throws Exception when the log cannot be opened
     */
    protected abstract RecordLog<String> open() throws Exception;

    /**
     * Has somebody else take the log away from an owner that goes on living, as a second process would. Engines that
     * keep a second owner out for as long as the first one lives return null; they have a test of their own for that.
     *
     * @param old the log of the owner that is to lose it, open
     * @return the log of the new owner, or null
     * @throws Exception when the log cannot be taken
     */
    protected @Nullable RecordLog<String> takeFrom(RecordLog<String> old) throws Exception {
        return open();
    }

    /**
     * Ends an owner without letting it close its log, as the end of its process would.
     *
     * @param log the log of the owner
     * @throws Exception when that cannot be done
     */
    protected void kill(RecordLog<String> log) throws Exception {
        // An engine that shuts old owners out needs nothing.
    }

    // --- append and replay --------------------------------------------------------------------------------------

    @Test
    void replaysNothingWhenNothingWasAppended() throws Exception {
        try (RecordLog<String> log = open()) {
            List<String> replayed = new ArrayList<>();
            assertEquals(0, log.replay((record, ref) -> replayed.add(record)));
            assertEquals(List.of(), replayed);
        }
    }

    @Test
    void replaysInTheOrderOfTheAppends() throws Exception {
        long last = 0;
        try (RecordLog<String> log = openForAppend()) {
            for (int i = 0; i < MANY; i++) {
                last = append(log, "", "a" + i, "b" + i);
            }
        }
        List<String> expected = IntStream.range(0, MANY).boxed().flatMap(i -> List.of("a" + i, "b" + i).stream())
                .toList();
        try (RecordLog<String> log = open()) {
            List<String> replayed = new ArrayList<>();
            assertEquals(last, log.replay((record, ref) -> replayed.add(record)), "position of the last batch");
            assertEquals(expected, replayed);
        }
    }

    @Test
    void keepsWhatIsDurableAlthoughNobodyClosesTheLog() throws Exception {
        RecordLog<String> log = openForAppend();
        append(log, "xyz", "x", "y", "z");
        assertEquals(List.of("xyz"), fates.await(1));
        kill(log);
        assertEquals(List.of("x", "y", "z"), contents());
    }

    @Test
    void givesEveryBatchAGreaterPosition() throws Exception {
        long before;
        try (RecordLog<String> log = openForAppend()) {
            before = append(log, "", "first");
            assertTrue(before > 0, "a position is 1 or more");
            for (int i = 0; i < MANY; i++) {
                long position = append(log, "", "one", "two");
                assertTrue(position > before, position + " follows " + before);
                before = position;
            }
        }
        try (RecordLog<String> log = openForAppend()) {
            long position = append(log, "", "later");
            assertTrue(position > before, "after opening again, " + position + " follows " + before);
        }
    }

    @Test
    void copiesTheBatch() throws Exception {
        try (RecordLog<String> log = openForAppend()) {
            List<String> batch = new ArrayList<>(List.of("before"));
            log.append(batch, fates.listener(""));
            batch.set(0, "after");
            batch.add("more");
        }
        assertEquals(List.of("before"), contents());
    }

    /** Engines cut such a batch into pieces; it is one all the same. */
    @Test
    void takesRecordsAndBatchesOfSeveralMegabytes() throws Exception {
        String large = "large ".repeat(600_000);
        List<String> many = IntStream.range(0, 3_000).mapToObj(i -> i + "-".repeat(1_000)).toList();
        long[] refs = new long[many.size()];
        long[] largeRef = new long[3];
        try (RecordLog<String> log = openForAppend()) {
            log.append(List.of("before", large, "after"), largeRef, fates.listener("large"));
            log.append(many, refs, fates.listener("many"));
            log.flush();
            assertEquals(List.of("large", "many"), fates.await(2));
            assertEquals(large, log.read(largeRef[1]));
            assertEquals("after", log.read(largeRef[2]));
            assertEquals(many.get(2_999), log.read(refs[2_999]));
        }
        List<String> expected = new ArrayList<>(List.of("before", large, "after"));
        expected.addAll(many);
        assertEquals(expected, contents());
    }

    // --- listeners ----------------------------------------------------------------------------------------------

    @Test
    void tellsEveryListenerOnceAndInOrder() throws Exception {
        List<String> names = names();
        try (RecordLog<String> log = openForAppend()) {
            names.forEach(name -> append(log, name, name));
            fates.await(MANY);
        }
        assertEquals(names, fates.await(MANY));
    }

    @Test
    void makesSeveralBatchesDurableWithOneFlush() throws Exception {
        List<String> names = names();
        try (RecordLog<String> log = openForAppend()) {
            names.forEach(name -> log.append(List.of(name), fates.listener(name)));
            log.flush();
            assertEquals(names, fates.await(MANY));
            kill(log);
        }
        assertEquals(names, contents());
    }

    @Test
    void makesEverythingDurableBeforeItCloses() throws Exception {
        List<String> names = names();
        try (RecordLog<String> log = openForAppend()) {
            names.forEach(name -> log.append(List.of(name), fates.listener(name)));
        }
        assertEquals(names, fates.await(MANY));
        assertEquals(names, contents());
    }

    @Test
    void letsManyThreadsFlush() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<String> names = names();
        try (RecordLog<String> log = openForAppend()) {
            List<Future<?>> flushes = new ArrayList<>();
            for (String name : names) {
                log.append(List.of(name), fates.listener(name));
                flushes.add(threads.submit(log::flush));
            }
            for (Future<?> flush : flushes) {
                flush.get();
            }
            assertEquals(names, fates.await(MANY));
        } finally {
            threads.shutdownNow();
        }
        assertEquals(names, contents());
    }

    // --- reading ------------------------------------------------------------------------------------------------

    @Test
    void readsByReference() throws Exception {
        try (RecordLog<String> log = openForAppend()) {
            long[] first = new long[2];
            long[] second = new long[1];
            log.append(List.of("a", "b"), first, fates.listener(""));
            log.append(List.of("c"), second, fates.listener(""));
            assertEquals("b", log.read(first[1]), "before it is durable");
            log.flush();
            fates.await(2);
            assertEquals("b", log.read(first[1]));
            assertEquals("c", log.read(second[0]));
            assertEquals("a", log.read(first[0]));
        }
    }

    @Test
    void readsWhatAnEarlierOwnerAppended() throws Exception {
        long[] refs = new long[2];
        try (RecordLog<String> log = openForAppend()) {
            append(log, "", "something");
            log.append(List.of("a", "b"), refs, fates.listener(""));
        }
        Map<String, Long> replayed = new HashMap<>();
        try (RecordLog<String> log = open()) {
            log.replay(replayed::put);
            assertEquals(refs[1], replayed.get("b"), "the reference at the replay");
            assertEquals("b", log.read(refs[1]));
        }
    }

    @Test
    void refusesToReadWhatIsNotThere() throws Exception {
        try (RecordLog<String> log = openForAppend()) {
            long[] refs = new long[2];
            log.append(List.of("a", "b"), refs, fates.listener(""));
            log.flush();
            fates.await(1);
            assertAll(
                    () -> assertStoreFailed(() -> log.read(0)),
                    () -> assertStoreFailed(() -> log.read(-1)),
                    () -> assertStoreFailed(() -> log.read(refs[1] + 1_000_000)),
                    () -> assertStoreFailed(() -> log.read(Long.MAX_VALUE)));
        }
    }

    // --- checkpoints --------------------------------------------------------------------------------------------

    @Test
    void replaysACheckpointInsteadOfWhatItCovers() throws Exception {
        try (RecordLog<String> log = openForAppend()) {
            append(log, "", "a");
            long covered = append(log, "", "b", "c");
            append(log, "", "d");
            log.checkpoint(covered, sink -> sink.add("image of abc"));
            append(log, "", "e");
        }
        assertEquals(List.of("image of abc", "d", "e"), contents());
    }

    @Test
    void replacesACheckpointByTheNext() throws Exception {
        try (RecordLog<String> log = openForAppend()) {
            log.checkpoint(append(log, "", "a"), sink -> sink.add("image of a"));
            log.checkpoint(append(log, "", "b"), sink -> {
                sink.add("image");
                sink.add("of ab");
            });
        }
        assertEquals(List.of("image", "of ab"), contents());
    }

    @Test
    void takesCheckpointsOfSeveralMegabytes() throws Exception {
        List<String> image = IntStream.range(0, 3_000).mapToObj(i -> i + "-".repeat(1_000)).toList();
        try (RecordLog<String> log = openForAppend()) {
            log.checkpoint(append(log, "", "a"), sink -> image.forEach(sink::add));
        }
        assertEquals(image, contents());
    }

    @Test
    void keepsCountingAfterACheckpointOfEverything() throws Exception {
        long covered;
        try (RecordLog<String> log = openForAppend()) {
            covered = append(log, "", "a");
            log.checkpoint(covered, sink -> {});
        }
        assertEquals(List.of(), contents());
        try (RecordLog<String> log = openForAppend()) {
            assertTrue(append(log, "", "b") > covered);
        }
        assertEquals(List.of("b"), contents());
    }

    @Test
    void makesDurableWhatItCovers() throws Exception {
        RecordLog<String> log = openForAppend();
        long covered = log.append(List.of("a"), fates.listener("a"));
        log.checkpoint(covered, sink -> sink.add("image of a"));
        assertEquals(List.of("a"), fates.await(1));
        kill(log);
        assertEquals(List.of("image of a"), contents());
    }

    @Test
    void keepsWhatTheImageKeeps() throws Exception {
        long[] refs = new long[3];
        long[] kept = new long[2];
        try (RecordLog<String> log = openForAppend()) {
            long covered = log.append(List.of("a", "b", "c"), refs, fates.listener(""));
            log.checkpoint(covered, sink -> {
                kept[0] = sink.keep(refs[1], 1);
                kept[1] = sink.keep(refs[1], 1);
            });
            assertEquals(kept[0], kept[1], "the same new reference each time");
            assertEquals("b", log.read(kept[0]));
            append(log, "", "d");
            assertEquals("b", log.read(kept[0]));
        }
        try (RecordLog<String> log = open()) {
            List<String> replayed = new ArrayList<>();
            log.replay((record, ref) -> replayed.add(record));
            assertEquals(List.of("d"), replayed);
            assertEquals("b", log.read(kept[0]));
        }
    }

    /** However much was appended and dropped in between, and wherever the engine has moved it. */
    @Test
    void keepsAFewAmongMany() throws Exception {
        String filler = "-".repeat(2_000);
        Map<String, Long> kept = new LinkedHashMap<>();
        for (int round = 0; round < 4; round++) {
            try (RecordLog<String> log = openForAppend()) {
                long last = 0;
                for (int i = 0; i < MANY; i++) {
                    String record = round + "." + i + filler;
                    long[] ref = new long[1];
                    last = log.append(List.of(record), ref, fates.listener(""));
                    if (i % 50 == 0) {
                        kept.put(record, ref[0]);
                    }
                }
                log.checkpoint(last, sink -> kept.replaceAll((record, ref) -> sink.keep(ref, record.length())));
                kept.forEach((record, ref) -> assertEquals(record, log.read(ref)));
            }
        }
        assertEquals(List.of(), contents());
        try (RecordLog<String> log = openForAppend()) {
            kept.forEach((record, ref) -> assertEquals(record, log.read(ref)));
        }
    }

    @Test
    void doesNotWantACheckpointOfNothing() throws Exception {
        try (RecordLog<String> log = openForAppend()) {
            assertFalse(log.wantsCheckpoint());
            assertTrue(log.hasRoom());
            log.checkpoint(append(log, "", "a"), sink -> sink.add("image of a"));
            assertFalse(log.wantsCheckpoint());
        }
    }

    // --- ownership ----------------------------------------------------------------------------------------------

    @Test
    void countsItsOwners() throws Exception {
        long epoch = 0;
        for (int i = 0; i < 3; i++) {
            try (RecordLog<String> log = open()) {
                assertTrue(log.epoch() > epoch, "epoch " + log.epoch() + " follows " + epoch);
                assertTrue(log.isOwner());
                epoch = log.epoch();
            }
        }
    }

    @Test
    void shutsAnOldOwnerOut() throws Exception {
        RecordLog<String> old = openForAppend();
        long position = append(old, "in time", "in time");
        assertEquals(List.of("in time"), fates.await(1));
        RecordLog<String> log = takeFrom(old);
        if (log != null) {
            log.replay((record, ref) -> {});
            assertTrue(log.isOwner());
            append(old, "too late", "too late");
            assertEquals(List.of("in time", "!too late"), fates.await(2));
            assertFalse(old.isOwner());
            tryCheckpoint(old, position);
            append(log, "new", "new");
            assertEquals(List.of("in time", "!too late", "new"), fates.await(3));
            assertFalse(old.isOwner(), "lost for ever");
            log.close();
        }
        old.close();
        assertEquals(log == null ? List.of("in time") : List.of("in time", "new"), contents());
    }

    private static void tryCheckpoint(RecordLog<String> old, long covers) {
        try {
            old.checkpoint(covers, sink -> sink.add("an old owner's image"));
        } catch (ProviderException refused) {
            assertEquals(ErrorCode.STORE_FAILED, refused.code());
        }
    }

    @Test
    void takesNothingAfterItWasClosed() throws Exception {
        RecordLog<String> log = openForAppend();
        log.close();
        assertStoreFailed(() -> append(log, "too late", "too late"));
        assertEquals(List.of(), contents());
        assertEquals(List.of(), fates.await(0), "an append that throws tells nobody");
    }

    @Test
    void mayBeClosedTwice() throws Exception {
        RecordLog<String> log = openForAppend();
        append(log, "", "a");
        log.close();
        log.close();
        assertEquals(List.of("a"), contents());
    }

    // ------------------------------------------------------------------------------------------------------------

    private static List<String> names() {
        return IntStream.range(0, MANY).mapToObj(Integer::toString).toList();
    }

    /** Appends a batch and sees to it that it becomes durable. */
    private long append(RecordLog<String> log, String name, String... records) {
        long position = log.append(List.of(records), fates.listener(name));
        log.flush();
        return position;
    }

    /** Opens the log and has it replay to nobody, as an owner does before its first append. */
    private RecordLog<String> openForAppend() throws Exception {
        RecordLog<String> log = open();
        log.replay((record, ref) -> {});
        return log;
    }

    private List<String> contents() throws Exception {
        List<String> replayed = new ArrayList<>();
        try (RecordLog<String> log = open()) {
            log.replay((record, ref) -> replayed.add(record));
        }
        return replayed;
    }

    private static void assertStoreFailed(Executable action) {
        ProviderException refusal = assertThrows(ProviderException.class, action);
        assertEquals(ErrorCode.STORE_FAILED, refusal.code());
    }
}
