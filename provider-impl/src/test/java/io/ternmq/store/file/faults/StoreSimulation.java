// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.store.AppendListener;
import io.ternmq.store.CheckpointSink;
import io.ternmq.store.RecordLog;
import io.ternmq.store.file.Disk;
import io.ternmq.store.file.FileStoreSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An owner of a file store, one after the other, on a disk on which everything goes wrong that may go wrong. Each
 * method is one step; after every start what comes out of the log is compared with the model.
 */
final class StoreSimulation {

    /** Opens a log. */
    interface Engine {
        RecordLog<String> open(Disk disk, FileStoreSettings settings, Executor executor);
    }

    private static final int KIB = 1_024;
    private static final long NEVER = Long.MAX_VALUE;

    /** Where the header of a segment says that the segment was written over. */
    private static final int RECYCLED_AT = 15;

    private final Engine engine;
    private final RandomGenerator random;
    private final Story story;
    private final FaultyDisk disk;
    private final FileStoreSettings settings;
    private final StoreModel model = new StoreModel();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private @Nullable RecordLog<String> log;
    private long epoch;
    private long items;
    private long images;
    private long sinceRoom;
    private int life;
    private boolean limited;
    private boolean forceMayFail;
    private boolean failed;
    private boolean appendsInside;

    StoreSimulation(Engine engine, RandomGenerator random, Story story) {
        this.engine = engine;
        this.random = random;
        this.story = story;
        this.disk = new FaultyDisk(random, story::note);
        int segment = random.nextInt(8) == 0 ? 1_024 * KIB : (4 + random.nextInt(13)) * 4 * KIB;
        int most = Math.min(segment, 64 * KIB);
        this.settings = new FileStoreSettings(
                segment, 4 * KIB + random.nextInt(4 * most), 4 * KIB + random.nextInt(2 * most));
        story.note(settings.toString());
    }

    FaultyDisk disk() {
        return disk;
    }

    // ---- a life

    /** Opens the log, again and again if the power fails meanwhile, and compares. */
    void start() {
        while (log == null) {
            try {
                open();
            } catch (Halt halt) {
                endOrRestart();
            }
        }
    }

    private void open() {
        life++;
        forceMayFail = false;
        failed = false;
        executor.clear();
        boolean readMayFail = random.nextInt(20) == 0;
        if (readMayFail) {
            disk.failReadAt(1 + random.nextInt(30), false);
        } else if (random.nextInt(20) == 0) {
            failForce(1 + random.nextInt(4));
        }
        try {
            log = openAndReplay();
        } catch (ProviderException refusal) {
            requireStoreFailed(refusal);
            if (looksLikeASingleByte(refusal)) {
                throw new StaleSectorException(refusal);
            }
            require(readMayFail || forceMayFail || limited, "does not open", refusal);
            disk.limit(NEVER);
            limited = false;
            requireNothingOpen();
            endOrRestart();
            return;
        }
        disk.failReadAt(NEVER, false);
        model.items().forEach((item, ref) -> requireReads(open(log), item, ref));
    }

    /** Whether it says that of a segment that was written over, where it may be a sector that was not written. */
    private boolean looksLikeASingleByte(ProviderException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return message.contains("a single byte is wrong in the frame in ") && disk.image().entrySet().stream()
                .anyMatch(file -> message.contains(file.getKey()) && file.getValue()[RECYCLED_AT] == 1);
    }

    private RecordLog<String> openAndReplay() {
        RecordLog<String> opened = engine.open(disk, settings, executor::add);
        story.note("opened, epoch " + opened.epoch());
        List<StoreModel.Replayed> seen = new ArrayList<>();
        long position;
        try {
            position = opened.replay((fact, ref) -> seen.add(new StoreModel.Replayed(fact, ref)));
        } catch (ProviderException refusal) {
            opened.close();
            throw refusal;
        }
        requireRunning();
        story.note("replayed " + seen.size() + " records up to " + position);
        model.replayed(seen, position);
        require(opened.epoch() > epoch, "epoch " + opened.epoch() + " does not follow " + epoch, null);
        epoch = opened.epoch();
        return opened;
    }

    /** The process ends, or has stopped, and perhaps the power fails. */
    void end() {
        log = null;
        executor.clear();
        endOrRestart();
    }

    private void endOrRestart() {
        if (random.nextInt(3) > 0) {
            disk.restart();
        } else {
            disk.endProcess();
        }
    }

    void close() {
        RecordLog<String> closing = open(log);
        runExecutor();
        closing.close();
        requireRunning();
        requireNothingOpen();
        if (!failed) {
            require(!model.waits(), "closed, and somebody still waits", null);
        }
        end();
    }

    // ---- steps

    void append(int mostRecords, int mostBytes) {
        List<String> facts = new ArrayList<>();
        SortedMap<Long, Long> droppable = new TreeMap<>(model.items());
        int records = 1 + random.nextInt(mostRecords);
        int perRecord = mostBytes / records;
        for (int i = 0; i < records; i++) {
            int kind = random.nextInt(5);
            if (!droppable.isEmpty() && (kind < 2 || perRecord < 30 || droppable.size() > 300)) {
                facts.add(Facts.drop(take(droppable)));
            } else {
                facts.add(kind == 2 ? Facts.noise(random, Math.max(1, perRecord))
                        : Facts.add(++items, random, Math.max(1, perRecord)));
            }
        }
        append(new Batch(facts));
    }

    private void append(Batch batch) {
        model.begins(batch);
        sinceRoom += batch.bytes() + 64L * batch.facts.size() + 256;
        try {
            long position = open(log).append(batch.facts, batch.refs, new Listener(batch));
            model.appended(batch, position);
            story.note("appended " + batch);
        } catch (ProviderException refusal) {
            model.refused(batch);
            requireRunning();
            requireStoreFailed(refusal);
            require(forceMayFail || reserveIsUsed(), "refused without a reason", refusal);
            story.note("refused: " + refusal.getMessage());
            failed |= forceMayFail;
        }
    }

    /**
     * Appends as much as the first batch took that the last crash has taken away: whatever else has remained of that
     * time begins just behind it.
     */
    void appendLikeTheLost() {
        if (model.lost().isEmpty()) {
            return;
        }
        List<String> facts = model.lost().get(0).facts.stream().map(fact -> "." + fact.substring(1)).toList();
        append(new Batch(facts));
        flush();
    }

    /** What an owner does while there is no room: only what makes the state smaller, and not much of it. */
    void dropSome() {
        if (!model.items().isEmpty() && sinceRoom < settings.reserveBytes() / 3) {
            append(new Batch(List.of(Facts.drop(take(new TreeMap<>(model.items()))))));
        }
    }

    private long take(SortedMap<Long, Long> from) {
        long item = new ArrayList<>(from.keySet()).get(random.nextInt(from.size()));
        from.remove(item);
        return item;
    }

    void flush() {
        story.note("flush");
        appendsInside = random.nextInt(4) == 0;
        open(log).flush();
        appendsInside = false;
    }

    void runExecutor() {
        appendsInside = random.nextInt(4) == 0;
        for (Runnable task = executor.poll(); task != null; task = executor.poll()) {
            story.note("the executor runs");
            task.run();
        }
        appendsInside = false;
    }

    boolean hasRoom() {
        boolean room;
        try {
            room = open(log).hasRoom();
        } catch (ProviderException refusal) {
            requireFailureIsDue(refusal);
            return false;
        }
        requireRunning();
        require(room || limited, "there is room, and the log sees none", null);
        sinceRoom = room ? 0 : sinceRoom;
        return room;
    }

    boolean wantsCheckpoint() {
        return open(log).wantsCheckpoint();
    }

    void checkpoint() {
        List<Long> positions = model.coverable();
        long covers = positions.get(random.nextInt(4) > 0 ? positions.size() - 1 : random.nextInt(positions.size()));
        SortedMap<Long, Long> kept = model.itemsAt(covers);
        Image image = model.beginsImage(covers);
        story.note("checkpoint that covers " + covers + " and keeps " + kept.size());
        try {
            open(log).checkpoint(covers, sink -> write(image, kept, sink));
        } catch (ProviderException refusal) {
            requireFailureIsDue(refusal);
            return;
        }
        requireRunning();
        if (!failed) {
            model.imageWritten(image, limited);
        }
    }

    private void write(Image image, SortedMap<Long, Long> kept, CheckpointSink<String> sink) {
        add("#" + ++images + Facts.noise(random, random.nextInt(10) == 0 ? 2_000_000 : 3_000), image, sink);
        kept.forEach((item, ref) -> {
            int size = model.textOf(item).length();
            long moved = sink.keep(ref, size);
            if (random.nextInt(5) == 0) {
                require(sink.keep(ref, size) == moved, "the same record has two new references", null);
            }
            add(Facts.kept(item, moved), image, sink);
        });
        image.complete = true;
    }

    private static void add(String line, Image image, CheckpointSink<String> sink) {
        image.lines.add(line);
        sink.add(line);
    }

    void read() {
        if (model.items().isEmpty()) {
            return;
        }
        long item = take(new TreeMap<>(model.items()));
        long ref = model.items().getOrDefault(item, 0L);
        boolean fails = random.nextInt(10) == 0;
        if (fails) {
            disk.failReadAt(1, random.nextBoolean());
        }
        try {
            requireReads(open(log), item, ref);
        } catch (ProviderException refusal) {
            requireStoreFailed(refusal);
            require(fails || failed, "item " + item + " at " + ref + " cannot be read", refusal);
        }
        disk.failReadAt(NEVER, false);
    }

    void haltAfter(int changes) {
        story.note("the process will stop");
        disk.haltAt(changes);
    }

    void haltAtDirectory() {
        story.note("the process will stop at the next change of the directory");
        disk.haltAtDirectory();
    }

    void failForce(int force) {
        story.note("a force will fail");
        forceMayFail = true;
        disk.failForceAt(force);
    }

    /** The disk is full, or soon will be, or has room again. */
    void limit(boolean toLimit) {
        story.note(toLimit ? "the disk is full" : "the disk has room");
        limited = toLimit;
        disk.limit(toLimit ? disk.usedBytes() + random.nextInt(128 * KIB) : NEVER);
    }

    boolean isLimited() {
        return limited;
    }

    boolean isFailed() {
        return failed;
    }

    // ---- what must hold

    private void requireFailureIsDue(Throwable cause) {
        requireRunning();
        if (cause instanceof ProviderException refusal) {
            requireStoreFailed(refusal);
        } else {
            throw new AssertionError("not a failure of the store", cause);
        }
        require(forceMayFail, "failed without a reason", cause);
        story.note("failed: " + cause.getMessage());
        failed = true;
    }

    private boolean reserveIsUsed() {
        return limited && sinceRoom > settings.reserveBytes() / 2;
    }

    private void requireReads(RecordLog<String> from, long item, long ref) {
        String text = from.read(ref);
        require(text.equals(model.textOf(item)),
                "item " + item + " at " + ref + " reads as " + Facts.brief(text), null);
    }

    private static void requireStoreFailed(ProviderException refusal) {
        require(refusal.code() == ErrorCode.STORE_FAILED, "not a failure of the store", refusal);
    }

    private void requireNothingOpen() {
        require(disk.openFiles().isEmpty(), "still open: " + disk.openFiles(), null);
    }

    private void requireRunning() {
        if (disk.isHalted()) {
            throw new Halt();
        }
    }

    private static RecordLog<String> open(@Nullable RecordLog<String> log) {
        if (log == null) {
            throw new AssertionError("not open");
        }
        return log;
    }

    private static void require(boolean holds, String otherwise, @Nullable Throwable cause) {
        if (!holds) {
            throw new AssertionError(cause == null ? otherwise : otherwise + ": " + cause, cause);
        }
    }

    /** Tells the model; sometimes it appends another batch, as a thread would that comes in just now. */
    private final class Listener implements AppendListener {

        private final Batch batch;
        private final int mine = life;

        Listener(Batch batch) {
            this.batch = batch;
        }

        @Override
        public void onDurable() {
            require(mine == life && !disk.isHalted(), "durable in another world: " + batch, null);
            require(!failed, "durable after the log has failed: " + batch, null);
            model.acknowledged(batch);
            story.note("durable: " + batch);
            if (appendsInside) {
                appendsInside = false;
                append(3, 5 * KIB);
                open(log).flush();
            }
        }

        @Override
        public void onFailed(Throwable cause) {
            if (mine == life && !disk.isHalted()) {
                model.failed(batch);
                requireFailureIsDue(cause);
            }
        }
    }
}
