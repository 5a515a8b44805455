// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteReader;
import io.ternmq.common.Log;
import io.ternmq.store.RecordCodec;
import io.ternmq.store.RecordVisitor;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings back what a directory holds: the image, what follows it in the log, and the place where the log goes on.
 * Called once, before anything is appended.
 *
 * @param <R> type of the records
 */
final class Recovery<R> {

    private static final Log LOG = Log.of(Recovery.class);

    private final Disk disk;
    private final Layout layout;
    private final Segments segments;
    private final RecordCodec<R> codec;
    private final int epoch;
    private long last;
    private long end;

    Recovery(Disk disk, Layout layout, Segments segments, RecordCodec<R> codec, int epoch) {
        this.disk = disk;
        this.layout = layout;
        this.segments = segments;
        this.codec = codec;
        this.epoch = epoch;
    }

    /** Visits everything and removes the remains of a crash. */
    Checkpoint replay(RecordVisitor<? super R> visitor) throws IOException {
        CheckpointFinder finder = new CheckpointFinder(disk, layout, segments);
        Checkpoint checkpoint = finder.find(epoch);
        List<String> problems = finder.problems();
        if (!problems.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, () -> "The store in " + disk.describe() + " begins with image "
                    + checkpoint.header().number() + ": " + String.join("; ", problems));
        }
        forceWhatIsShown(checkpoint.header());
        visitImage(checkpoint.header(), visitor);
        visitLog(checkpoint.header(), visitor);
        return checkpoint;
    }

    /** A process that was killed may have written what it did not force: nobody may see what could still be lost. */
    private void forceWhatIsShown(CheckpointHeader header) throws IOException {
        for (long number = 1; number <= 2; number++) {
            try (DiskFile file = disk.open(Format.checkpointName(number))) {
                file.force(true);
            }
        }
        for (long number : segments.numbers()) {
            Segment segment = number < layout.number(header.scanFrom()) ? null : segments.find(number);
            if (segment != null) {
                segment.file().force(true);
            }
        }
    }

    /** Position of the last batch, or of what the image covers. */
    long last() {
        return last;
    }

    /** Where the log goes on. */
    long end() {
        return end;
    }

    private void visitImage(CheckpointHeader header, RecordVisitor<? super R> visitor) throws IOException {
        last = header.covers();
        if (header.number() == 0) {
            return;
        }
        try (DiskFile file = disk.openToRead(header.name())) {
            String problem = new CheckpointBody(file, header, layout.seal())
                    .walk(record -> visitor.visit(decode(record, header.name()), 0));
            if (problem != null) {
                throw Failures.damaged(disk, problem);
            }
        }
    }

    private R decode(ByteReader record, String where) {
        try {
            return codec.decode(record);
        } catch (ProviderException e) {
            throw Failures.failed(disk, "a record in " + where + " is not understood", e);
        }
    }

    private void visitLog(CheckpointHeader header, RecordVisitor<? super R> visitor) throws IOException {
        FrameCursor cursor = new FrameCursor(segments, layout);
        LogScanner scanner = new LogScanner(disk, cursor, layout, 0);
        scanner.scan(header.scanFrom(), frames -> visitBatch(frames, visitor));
        if (scanner.epoch() >= epoch) {
            throw Failures.damaged(disk, "the file " + Format.META + " is older than the log");
        }
        end = scanner.end();
        Tail tail = Tail.of(scanner, cursor, layout, header.logEnd());
        if (tail.damage() != null) {
            throw Failures.damaged(disk, tail.damage());
        }
        if (tail.remainsUpTo() > end) {
            cut(tail.remainsUpTo());
        }
    }

    private void visitBatch(List<Frame> frames, RecordVisitor<? super R> visitor) {
        long position = frames.get(0).position();
        if (position <= last || frames.get(0).header().has(Format.RELOCATED)) {
            return;
        }
        BatchRecords records = new BatchRecords(disk, layout);
        records.visit(frames, (record, ref) -> visitor.visit(decode(record, layout.describe(ref)), ref));
        last = position;
    }

    /** What a crash left behind the end of the log is overwritten, so that the next look finds nothing there. */
    private void cut(long remainsUpTo) throws IOException {
        LOG.log(System.Logger.Level.WARNING, () -> "The store in " + disk.describe() + " was not closed. The last "
                + (remainsUpTo - end) + " bytes of its log, from " + layout.describe(end)
                + " on, were not all on disk and are cut off; nothing in them had been acknowledged");
        long number = layout.number(end);
        Segment segment = requireSegment(segments.find(number));
        long to = layout.number(remainsUpTo) == number ? layout.offset(remainsUpTo) : segment.filled();
        segments.fillWithZeros(segment.file(), layout.offset(end), Math.min(to, segment.filled()));
        segment.file().force(false);
        Room.dropBehind(segments, number, disk);
    }

    private static Segment requireSegment(@Nullable Segment segment) throws IOException {
        if (segment == null) {
            throw new IOException("The last segment of the log is gone");
        }
        return segment;
    }
}
