// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteReader;
import io.ternmq.common.Log;
import io.ternmq.store.AppendListener;
import io.ternmq.store.CheckpointImage;
import io.ternmq.store.CheckpointSink;
import io.ternmq.store.RecordCodec;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A log in a directory of files that one process at a time has open. {@code Format} draws the files, decision 0010 says
 * why they are like that.
 *
 * <p>What is on disk: see {@link RecordLog}; besides, after {@link #checkpoint} has returned, segments of the log in
 * which the image keeps nothing have been taken back, and their records are gone. Records that are not kept but lie in
 * a segment with others that are can still be read.
 *
 * <p>On a full disk {@link #hasRoom} is false and appends go on in the room that was kept back. An append for which
 * even that is too small throws; nothing of it has been taken then, and the log goes on.
 *
 * @param <R> type of the records
 */
public final class FileStore<R> implements RecordLog<R> {

    private static final Log LOG = Log.of(FileStore.class);
    private static final long FIRST_FILL = 1 << 18;
    private static final long CHECKPOINT_WHEN_FULL = 1 << 18;

    private final Disk disk;
    private final Closeable lock;
    private final FileStoreSettings settings;
    private final RecordCodec<R> codec;
    private final Layout layout;
    private final Segments segments;
    private final Room room;
    private final LogWriter writer;
    private final LogAppender<R> appender;
    private final RecordReader reader;
    private final int epoch;
    private volatile boolean closed;

    /** Of the owner of the log. */
    private @Nullable Checkpoint checkpoint;
    private long last;
    private long checkpointedAt;
    private boolean toldOfNoRoom;

    private FileStore(Disk disk, Closeable lock, Meta meta, FileStoreSettings settings, RecordCodec<R> codec,
            Executor executor) throws IOException {
        this.disk = disk;
        this.lock = lock;
        this.settings = settings;
        this.codec = codec;
        this.layout = meta.layout();
        this.epoch = meta.epoch();
        this.segments = new Segments(disk, layout, disk.list(), false);
        this.room = new Room(disk, layout, segments, settings.reserveBytes());
        this.writer = new LogWriter(disk, layout, segments, room, executor);
        this.appender = new LogAppender<>(disk, layout, codec, room, writer);
        this.reader = new RecordReader(segments, layout, appender.chunks(), writer);
    }

    /**
     * Opens the store in a directory, and makes one when there is none.
     *
     * @param disk       the directory
     * @param settings   sizes
     * @param codec      turns records into bytes
     * @param executor   goes on writing for callers that have done their share
     * @param identities source of the identity of a new store: numbers that nobody can guess
     * @param <R>        type of the records
     * @return the log, not yet replayed
     * @throws ProviderException with {@code STORE_FAILED} when somebody else has it open, or it cannot be opened
     */
    public static <R> FileStore<R> open(Disk disk, FileStoreSettings settings, RecordCodec<R> codec,
            Executor executor, LongSupplier identities) {
        Closeable lock = lock(disk);
        boolean opened = false;
        try {
            disk.forceDirectory(); // a listing may show names that a power failure would take back
            List<String> names = disk.list();
            Meta meta = Meta.read(disk, names);
            if (meta == null) {
                meta = create(disk, names, settings, identities);
            }
            requireCheckpointFiles(disk);
            FileStore<R> store = new FileStore<>(disk, lock, meta.next(disk), settings, codec, executor);
            opened = true;
            return store;
        } catch (IOException e) {
            throw Failures.failed(disk, "it cannot be opened", e);
        } finally {
            if (!opened) {
                close(disk, lock);
            }
        }
    }

    private static Closeable lock(Disk disk) {
        try {
            return disk.lock();
        } catch (DirectoryInUseException e) {
            throw Failures.refused(disk, "it is in use by another broker (" + e.getMessage()
                    + "); stop that one, or give this one a directory of its own");
        } catch (IOException e) {
            throw Failures.failed(disk, "its lock cannot be taken; the broker needs the right to read and write the"
                    + " directory", e);
        }
    }

    private static Meta create(Disk disk, List<String> names, FileStoreSettings settings, LongSupplier identities)
            throws IOException {
        for (String name : names) {
            if (Format.segmentNumber(name) > 0) {
                requireNoFrame(disk, name);
                disk.delete(name);
            }
        }
        Meta meta = Meta.create(disk, identities, settings.segmentBytes());
        CheckpointWriter.create(disk, Format.checkpointName(1));
        CheckpointWriter.create(disk, Format.checkpointName(2));
        Segments made = new Segments(disk, meta.layout(), List.of(), false);
        if (made.create(1, Math.min(FIRST_FILL, settings.segmentBytes())) == null) {
            throw new IOException("There is no room for the first segment of the log");
        }
        made.close();
        return meta;
    }

    /** A store that was not finished when it was made has a segment, but nothing in it. */
    private static void requireNoFrame(Disk disk, String name) throws IOException {
        ByteBuffer beginning = ByteBuffer.allocate(Format.FRAME_HEADER);
        try (DiskFile file = disk.openToRead(name)) {
            file.read(Format.SEGMENT_HEADER, beginning);
        }
        for (byte one : beginning.array()) {
            if (one != 0) {
                throw Failures.damaged(disk, "the file " + Format.META
                        + " says that the store was never used, but there is something in " + name);
            }
        }
    }

    private static void requireCheckpointFiles(Disk disk) throws IOException {
        List<String> names = disk.list();
        for (long number = 1; number <= 2; number++) {
            String name = Format.checkpointName(number);
            if (!names.contains(name)) {
                CheckpointWriter.create(disk, name);
                disk.forceDirectory();
            }
        }
    }

    @Override
    public long replay(RecordVisitor<? super R> visitor) {
        if (checkpoint != null || closed) {
            throw Failures.refused(disk, "it is closed, or has been replayed already");
        }
        try {
            Recovery<R> recovery = new Recovery<>(disk, layout, segments, codec, epoch);
            Checkpoint found = recovery.replay(visitor);
            long end = recovery.end();
            room.reclaim(segments.numbers().stream().filter(number -> !found.needs(number, layout)).toList());
            room.startAt(end);
            appender.startAt(end, epoch);
            writer.startAt(end);
            last = recovery.last();
            checkpointedAt = found.header().scanFrom();
            checkpoint = found;
            return last;
        } catch (IOException e) {
            throw Failures.failed(disk, "it cannot be read", e);
        }
    }

    private Checkpoint requireReplayed() {
        Checkpoint known = checkpoint;
        if (known == null) {
            throw Failures.refused(disk, "it must be replayed before anything else");
        }
        if (closed) {
            throw Failures.refused(disk, "it is closed");
        }
        ProviderException failure = writer.failure();
        if (failure != null) {
            throw failure;
        }
        return known;
    }

    @Override
    public long append(List<? extends R> batch, long[] refs, AppendListener listener) {
        requireReplayed();
        last = appender.append(batch, refs, listener);
        return last;
    }

    @Override
    public void flush() {
        writer.flush();
    }

    @Override
    public R read(long ref) {
        if (closed) {
            throw Failures.refused(disk, "it is closed");
        }
        ByteReader record;
        try {
            record = reader.read(ref);
        } catch (IOException e) {
            throw Failures.failed(disk, "the record in " + layout.describe(ref) + " cannot be read", e);
        }
        if (record == null) {
            throw Failures.refused(disk, "there is no whole record in " + layout.describe(ref)
                    + "; it has been given up, or is damaged");
        }
        return codec.decode(record);
    }

    @Override
    public void checkpoint(long covers, CheckpointImage<R> image) {
        Checkpoint before = requireReplayed();
        writer.sync();
        long number = before.header().number() + 1;
        try (DiskFile file = disk.open(Format.checkpointName(number))) {
            CheckpointWriter<R> out = new CheckpointWriter<>(file, number, layout.seal(), codec);
            long covered = Math.min(covers, last);
            long scanFrom = covered == last ? appender.position() : Math.max(before.header().scanFrom(), covered);
            KeptRecords kept = new KeptRecords(layout, segments, reader, appender, before,
                    room.isFull() ? 0 : settings.checkpointBytes());
            image.writeTo(new Sink<>(out, kept));
            writer.sync();
            checkpointedAt = appender.position();
            if (out.finish(epoch, covered, scanFrom, writer.durable(), kept.bytes(), layout)) {
                done(new Checkpoint(new CheckpointHeader(
                        number, epoch, covered, scanFrom, writer.durable(), out.bodyBytes(), 0, 0), kept.bytes()));
            } else {
                tellOfNoRoom();
            }
        } catch (IOException | UncheckedIOException e) {
            throw writer.fail("a checkpoint could not be written", e);
        }
    }

    private void done(Checkpoint made) throws IOException {
        checkpoint = made;
        toldOfNoRoom = false;
        room.reclaim(segments.numbers().stream().filter(number -> !made.needs(number, layout)).toList());
    }

    private void tellOfNoRoom() {
        if (!toldOfNoRoom) {
            toldOfNoRoom = true;
            LOG.log(System.Logger.Level.WARNING, () -> "There is no room for a new checkpoint of the store in "
                    + disk.describe() + "; the old one stays, and starting again takes longer");
        }
    }

    /**
     * Takes an image.
     *
     * @param out  writes the records
     * @param kept counts the kept ones
     */
    private record Sink<R>(CheckpointWriter<R> out, KeptRecords kept) implements CheckpointSink<R> {

        @Override
        public void add(R record) {
            try {
                out.add(record);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long keep(long ref, int sizeBytes) {
            try {
                return kept.keep(ref, sizeBytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public boolean wantsCheckpoint() {
        Checkpoint known = checkpoint;
        long since = appender.position() - checkpointedAt;
        if (known == null || since <= 0) {
            return false;
        }
        long enough = Math.max(settings.checkpointBytes(), 2 * known.header().bodyBytes());
        return since > (room.isFull() ? Math.min(CHECKPOINT_WHEN_FULL, enough) : enough);
    }

    @Override
    public boolean hasRoom() {
        try {
            return closed || room.isWhole(appender.position());
        } catch (IOException e) {
            throw writer.fail("room for more could not be made durable", e);
        }
    }

    @Override
    public boolean isOutsideHeap() {
        return true;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public boolean isOwner() {
        return !closed;
    }

    @Override
    public void close() {
        if (!closed) {
            try {
                if (checkpoint != null && writer.failure() == null) {
                    writer.sync();
                }
            } catch (ProviderException failed) {
                LOG.log(System.Logger.Level.ERROR, "The store could not be closed in good order", failed);
            } finally {
                abandon();
            }
        }
    }

    /**
     * Lets go of the directory without writing anything more, as the end of the process would. What is not durable yet
     * is lost, and its listeners hear that. Called by the owner of the log.
     */
    public void abandon() {
        closed = true;
        writer.shut(Failures.refused(disk, "it is closed"));
        try {
            segments.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A file of the store could not be closed", e);
        }
        close(disk, lock);
    }

    private static void close(Disk disk, Closeable lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The lock of " + disk.describe() + " could not be given back", e);
        }
    }
}
