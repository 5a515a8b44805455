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
import java.util.List;
import java.util.stream.IntStream;
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

    // --- append and replay --------------------------------------------------------------------------------------

    @Test
    void replaysNothingWhenNothingWasAppended() throws Exception {
        try (RecordLog<String> log = open()) {
            List<String> replayed = new ArrayList<>();
            assertEquals(0, log.replay(replayed::add));
            assertEquals(List.of(), replayed);
        }
    }

    @Test
    void replaysInTheOrderOfTheAppends() throws Exception {
        long last = 0;
        try (RecordLog<String> log = openForAppend()) {
            for (int i = 0; i < MANY; i++) {
                last = log.append(List.of("a" + i, "b" + i), fates.listener(""));
            }
        }
        List<String> expected = IntStream.range(0, MANY).boxed().flatMap(i -> List.of("a" + i, "b" + i).stream())
                .toList();
        try (RecordLog<String> log = open()) {
            List<String> replayed = new ArrayList<>();
            assertEquals(last, log.replay(replayed::add), "position of the last batch");
            assertEquals(expected, replayed);
        }
    }

    @Test
    void keepsWhatIsDurableAlthoughNobodyClosesTheLog() throws Exception {
        openForAppend().append(List.of("x", "y", "z"), fates.listener("xyz"));
        assertEquals(List.of("xyz"), fates.await(1));
        assertEquals(List.of("x", "y", "z"), contents());
    }

    @Test
    void givesEveryBatchAGreaterPosition() throws Exception {
        long before;
        try (RecordLog<String> log = openForAppend()) {
            before = log.append(List.of("first"), fates.listener(""));
            assertTrue(before > 0, "a position is 1 or more");
            for (int i = 0; i < MANY; i++) {
                long position = log.append(List.of("one", "two"), fates.listener(""));
                assertTrue(position > before, position + " follows " + before);
                before = position;
            }
        }
        try (RecordLog<String> log = openForAppend()) {
            long position = log.append(List.of("later"), fates.listener(""));
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

    // --- listeners ----------------------------------------------------------------------------------------------

    @Test
    void tellsEveryListenerOnceAndInOrder() throws Exception {
        List<String> names = IntStream.range(0, MANY).mapToObj(Integer::toString).toList();
        try (RecordLog<String> log = openForAppend()) {
            names.forEach(name -> log.append(List.of(name), fates.listener(name)));
            fates.await(MANY);
        }
        assertEquals(names, fates.await(MANY));
    }

    @Test
    void makesEverythingDurableBeforeItCloses() throws Exception {
        List<String> names = IntStream.range(0, MANY).mapToObj(Integer::toString).toList();
        try (RecordLog<String> log = openForAppend()) {
            names.forEach(name -> log.append(List.of(name), fates.listener(name)));
        }
        assertEquals(names, fates.await(MANY));
        assertEquals(names, contents());
    }

    // --- reading ------------------------------------------------------------------------------------------------

    @Test
    void readsByPositionAndIndex() throws Exception {
        try (RecordLog<String> log = openForAppend()) {
            long first = log.append(List.of("a", "b"), fates.listener(""));
            long second = log.append(List.of("c"), fates.listener(""));
            fates.await(2);
            assertEquals("b", log.read(first, 1));
            assertEquals("c", log.read(second, 0));
            assertEquals("a", log.read(first, 0));
        }
    }

    @Test
    void readsWhatAnEarlierOwnerAppended() throws Exception {
        long position;
        try (RecordLog<String> log = openForAppend()) {
            log.append(List.of("something"), fates.listener(""));
            position = log.append(List.of("a", "b"), fates.listener(""));
        }
        try (RecordLog<String> log = openForAppend()) {
            assertEquals("b", log.read(position, 1));
        }
    }

    @Test
    void refusesToReadWhatIsNotThere() throws Exception {
        try (RecordLog<String> log = openForAppend()) {
            long position = log.append(List.of("a", "b"), fates.listener(""));
            fates.await(1);
            assertAll(
                    () -> assertStoreFailed(() -> log.read(position, 2)),
                    () -> assertStoreFailed(() -> log.read(position, -1)),
                    () -> assertStoreFailed(() -> log.read(position + 1_000, 0)));
        }
    }

    // --- checkpoints --------------------------------------------------------------------------------------------

    @Test
    void replaysACheckpointInsteadOfWhatItCovers() throws Exception {
        try (RecordLog<String> log = openForAppend()) {
            log.append(List.of("a"), fates.listener(""));
            long covered = log.append(List.of("b", "c"), fates.listener(""));
            log.append(List.of("d"), fates.listener(""));
            log.checkpoint(covered, List.of("image of abc"));
            log.append(List.of("e"), fates.listener(""));
        }
        assertEquals(List.of("image of abc", "d", "e"), contents());
    }

    @Test
    void replacesACheckpointByTheNext() throws Exception {
        try (RecordLog<String> log = openForAppend()) {
            log.checkpoint(log.append(List.of("a"), fates.listener("")), List.of("image of a"));
            log.checkpoint(log.append(List.of("b"), fates.listener("")), List.of("image", "of ab"));
        }
        assertEquals(List.of("image", "of ab"), contents());
    }

    @Test
    void keepsCountingAfterACheckpointOfEverything() throws Exception {
        long covered;
        try (RecordLog<String> log = openForAppend()) {
            covered = log.append(List.of("a"), fates.listener(""));
            log.checkpoint(covered, List.of());
        }
        assertEquals(List.of(), contents());
        try (RecordLog<String> log = openForAppend()) {
            assertTrue(log.append(List.of("b"), fates.listener("")) > covered);
        }
        assertEquals(List.of("b"), contents());
    }

    @Test
    void reclaimsWhatACheckpointCovers() throws Exception {
        try (RecordLog<String> log = openForAppend()) {
            long covered = log.append(List.of("a"), fates.listener(""));
            long kept = log.append(List.of("b"), fates.listener(""));
            log.checkpoint(covered, List.of("image of a"));
            assertStoreFailed(() -> log.read(covered, 0));
            assertEquals("b", log.read(kept, 0));
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
        long position = old.append(List.of("in time"), fates.listener("in time"));
        assertEquals(List.of("in time"), fates.await(1));
        try (RecordLog<String> log = openForAppend()) {
            assertTrue(log.isOwner());
            assertFalse(old.isOwner());
            old.append(List.of("too late"), fates.listener("too late"));
            assertEquals(List.of("in time", "!too late"), fates.await(2));
            tryCheckpoint(old, position);
            log.append(List.of("new"), fates.listener("new"));
            assertEquals(List.of("in time", "!too late", "new"), fates.await(3));
            assertFalse(old.isOwner(), "lost for ever");
        } finally {
            old.close();
        }
        assertEquals(List.of("in time", "new"), contents());
    }

    private static void tryCheckpoint(RecordLog<String> old, long covers) {
        try {
            old.checkpoint(covers, List.of("an old owner's image"));
        } catch (ProviderException refused) {
            assertEquals(ErrorCode.STORE_FAILED, refused.code());
        }
    }

    @Test
    void takesNothingAfterItWasClosed() throws Exception {
        RecordLog<String> log = openForAppend();
        log.close();
        assertStoreFailed(() -> log.append(List.of("too late"), fates.listener("too late")));
        assertEquals(List.of(), contents());
        assertEquals(List.of(), fates.await(0), "an append that throws tells nobody");
    }

    @Test
    void mayBeClosedTwice() throws Exception {
        RecordLog<String> log = openForAppend();
        log.append(List.of("a"), fates.listener(""));
        log.close();
        log.close();
        assertEquals(List.of("a"), contents());
    }

    // ------------------------------------------------------------------------------------------------------------

    /** Opens the log and has it replay to nobody, as an owner does before its first append. */
    private RecordLog<String> openForAppend() throws Exception {
        RecordLog<String> log = open();
        log.replay(record -> {});
        return log;
    }

    private List<String> contents() throws Exception {
        List<String> replayed = new ArrayList<>();
        try (RecordLog<String> log = open()) {
            log.replay(replayed::add);
        }
        return replayed;
    }

    private static void assertStoreFailed(Executable action) {
        ProviderException refusal = assertThrows(ProviderException.class, action);
        assertEquals(ErrorCode.STORE_FAILED, refusal.code());
    }
}
