// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks over the log from a position to its end. For one thread at a time. */
final class LogScanner {

    private final Disk disk;
    private final FrameCursor cursor;
    private final Layout layout;
    private final List<Frame> pending = new ArrayList<>();
    private long position;
    private long batchStart;
    private int epoch;

    /**
     * Makes one.
     *
     * @param epoch frames of earlier owners than this one are remains
     */
    LogScanner(Disk disk, FrameCursor cursor, Layout layout, int epoch) {
        this.epoch = epoch;
        this.disk = disk;
        this.cursor = cursor;
        this.layout = layout;
    }

    /**
     * Hands on every whole batch and stops at the first place where no frame follows.
     *
     * @param from    where a frame begins, or the end of the log
     * @param visitor takes the batches
     * @throws io.ternmq.api.ProviderException when a segment is missing
     */
    void scan(long from, BatchVisitor visitor) throws IOException {
        position = from;
        batchStart = from;
        requireSegment(layout.number(from), "the log is read from there on");
        for (Frame frame = next(); frame != null; frame = next()) {
            take(frame, visitor);
        }
    }

    private @Nullable Frame next() throws IOException {
        Frame frame = cursor.read(position);
        if (frame == null || frame.header().epoch() < epoch || breaksBatch(frame)) {
            return null;
        }
        epoch = frame.header().epoch();
        return frame;
    }

    /** A batch is written by one owner, without anything between its frames. */
    private boolean breaksBatch(Frame frame) {
        return !pending.isEmpty() && frame.header().epoch() != epoch;
    }

    private void take(Frame frame, BatchVisitor visitor) throws IOException {
        if (frame.header().isEnd()) {
            long following = layout.number(position) + 1;
            requireSegment(following, "the segment before it says that the log goes on there");
            position = layout.start(following);
            batchStart = pending.isEmpty() ? position : batchStart;
            return;
        }
        position = frame.end();
        if (frame.header().has(Format.MORE)) {
            pending.add(frame.copy());
        } else if (pending.isEmpty()) {
            visitor.visit(List.of(frame));
            batchStart = position;
        } else {
            pending.add(frame);
            visitor.visit(pending);
            pending.clear();
            batchStart = position;
        }
    }

    private void requireSegment(long number, String why) throws IOException {
        if (cursor.segments().find(number) == null) {
            String name = Format.segmentName(number);
            throw Failures.damaged(disk, cursor.segments().exists(number)
                    ? name + " has no valid header; " + why
                    : name + " is missing; " + why);
        }
    }

    /** Where the first frame would be that is not there or not whole. */
    long stoppedAt() {
        return position;
    }

    /** Where the next batch belongs: where the scan stopped, or the beginning of a batch that is not all there. */
    long end() {
        return batchStart;
    }

    /** Epoch of the last frame. */
    int epoch() {
        return epoch;
    }
}
