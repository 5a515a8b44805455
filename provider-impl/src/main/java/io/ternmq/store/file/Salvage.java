// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.common.ByteWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds a store out of what can be read of another one. Everything stays at its position; the gaps between are filled
 * with frames that say nothing. For one thread, once.
 */
final class Salvage {

    private static final int SMALLEST_FILLER = Format.frameSize(Format.RECORD_HEADER);
    private static final int PART = 1 << 20;

    private final Disk source;
    private final Disk target;
    private final Layout layout;
    private final Segments segments;
    private int epoch = 1;

    Salvage(Disk source, Disk target, Layout layout, Segments segments) {
        this.source = source;
        this.target = target;
        this.layout = layout;
        this.segments = segments;
    }

    /**
     * Builds the store.
     *
     * @param checkpoint with which it begins
     * @param good       what can be read, for each segment that is there
     */
    void run(Checkpoint checkpoint, Map<Long, List<SegmentWalk.Stretch>> good) throws IOException {
        CheckpointHeader header = checkpoint.header();
        epoch = Math.max(epoch, header.epoch());
        TreeMap<Long, List<SegmentWalk.Stretch>> needed = new TreeMap<>(good);
        checkpoint.keptBytes().keySet().forEach(number -> needed.putIfAbsent(number, List.of()));
        long first = layout.number(header.scanFrom());
        needed.putIfAbsent(first, List.of());
        for (long number = first; number <= needed.lastKey(); number++) {
            needed.putIfAbsent(number, List.of());
        }
        for (Map.Entry<Long, List<SegmentWalk.Stretch>> entry : needed.entrySet()) {
            copy(entry.getKey(), entry.getValue(), entry.getKey().equals(needed.lastKey()));
        }
        copyImage(header);
        new Meta(epoch, layout.seal().storeId(), layout.segmentBytes()).write(target);
        target.forceDirectory();
    }

    private void copy(long number, List<SegmentWalk.Stretch> stretches, boolean last) throws IOException {
        try (DiskFile to = target.open(Format.segmentName(number))) {
            new Segments(target, layout, List.of(), false).fillWithZeros(to, 0, layout.segmentBytes());
            long at = layout.start(number);
            for (SegmentWalk.Stretch stretch : stretches) {
                fill(to, at, stretch.from());
                copy(number, stretch, to);
                epoch = Math.max(epoch, stretch.epoch());
                at = stretch.to();
            }
            if (!last) {
                write(to, at, 0, Format.END, 0);
            }
            Segment.begin(to, number, false, layout.segmentBytes(), layout);
        }
    }

    private void copy(long number, SegmentWalk.Stretch stretch, DiskFile to) throws IOException {
        Segment from = segments.find(number);
        if (from == null) {
            throw new IOException(layout.describe(stretch.from()) + " is gone");
        }
        ByteBuffer part = ByteBuffer.allocate(PART);
        for (long at = stretch.from(); at < stretch.to(); at += part.limit()) {
            part.clear().limit((int) Math.min(PART, stretch.to() - at));
            from.file().read(layout.offset(at), part);
            to.write(layout.offset(at), part.flip());
        }
    }

    /** Frames of one empty record each, which are not replayed. */
    private void fill(DiskFile to, long from, long end) throws IOException {
        int largest = Format.frameSize(layout.largestPayload()) - Format.ALIGNMENT;
        for (long at = from; at < end;) {
            long left = end - at;
            int size = (int) (left <= largest ? left : Math.min(largest, left - SMALLEST_FILLER));
            write(to, at, size - Format.TRAILER - Format.FRAME_HEADER, Format.RELOCATED, 1);
            at += size;
        }
    }

    private void write(DiskFile to, long position, int length, int flags, int count) throws IOException {
        ByteWriter out = new ByteWriter(Format.frameSize(length));
        byte[] zeros = new byte[Format.FRAME_HEADER + length];
        out.putRaw(zeros, 0, zeros.length);
        if (count > 0) {
            int content = Format.FRAME_HEADER + Format.RECORD_HEADER;
            out.setInt(Format.FRAME_HEADER, length - Format.RECORD_HEADER);
            out.setInt(Format.FRAME_HEADER + Integer.BYTES, layout.seal().checkRecord(out.array(), content,
                    length - Format.RECORD_HEADER, position + Format.FRAME_HEADER));
        }
        new FrameHeader(length, flags, count, epoch, 0, 0).writeAround(out, 0, position, layout.seal());
        to.write(layout.offset(position), ByteBuffer.wrap(out.array(), 0, out.size()));
    }

    private void copyImage(CheckpointHeader header) throws IOException {
        CheckpointWriter.create(target, Format.checkpointName(1));
        CheckpointWriter.create(target, Format.checkpointName(2));
        long number = Math.max(1, header.number());
        try (DiskFile to = target.open(Format.checkpointName(number))) {
            if (header.number() > 0) {
                copyBody(header, to);
            }
            to.force(true);
            to.write(0, new CheckpointHeader(number, header.epoch(), header.covers(), header.scanFrom(), 0,
                    header.bodyBytes(), header.records(), header.pieces()).encoded(layout));
            to.force(false);
        }
    }

    private void copyBody(CheckpointHeader header, DiskFile to) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(PART);
        long end = Format.PAGE + header.bodyBytes();
        try (DiskFile from = source.openToRead(header.name())) {
            for (long at = Format.PAGE; at < end; at += part.limit()) {
                part.clear().limit((int) Math.min(PART, end - at));
                from.read(at, part);
                to.write(at, part.flip());
            }
        }
    }
}
