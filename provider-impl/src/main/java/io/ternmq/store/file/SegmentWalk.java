// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.api.ProviderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads all segments, goes on behind what is damaged, and notes what is wrong. For one thread, once. */
final class SegmentWalk {

    private final Disk disk;
    private final Layout layout;
    private final Segments segments;
    private final FrameCursor cursor;
    private final Checkpoint checkpoint;
    private final List<String> damages;
    private final List<String> notes;
    private final Map<Long, List<Stretch>> good = new TreeMap<>();
    private final List<Frame> batch = new ArrayList<>();
    private long end;
    private boolean endIsClean;
    private boolean showsReplaced;
    private long walked;
    private long frames;
    private long records;
    private long usedBytes;

    /**
     * Frames of whole batches, one behind the other.
     *
     * @param from  where the first begins
     * @param to    where the last ends
     * @param epoch of the last
     */
    record Stretch(long from, long to, int epoch) {}

    SegmentWalk(Disk disk, Layout layout, Segments segments, Checkpoint checkpoint, List<String> damages,
            List<String> notes) {
        this.disk = disk;
        this.layout = layout;
        this.segments = segments;
        this.cursor = new FrameCursor(segments, layout);
        this.checkpoint = checkpoint;
        this.damages = damages;
        this.notes = notes;
    }

    /** Reads everything; shows all of it, or only what the image does not replace. */
    List<StoreReport.Part> walk(StoreInspector.RawVisitor visitor, boolean replacedToo) throws IOException {
        showsReplaced = replacedToo;
        judgeLog();
        List<StoreReport.Part> parts = new ArrayList<>();
        for (long number : segments.numbers()) {
            frames = 0;
            records = 0;
            usedBytes = 0;
            boolean needed = checkpoint.needs(number, layout);
            if (needed) {
                walk(number, visitor);
            }
            parts.add(new StoreReport.Part(Format.segmentName(number), number, needed, frames, records, usedBytes,
                    checkpoint.keptBytes().getOrDefault(number, 0L)));
        }
        return parts;
    }

    /** What the broker would say when it opened the store. */
    private void judgeLog() throws IOException {
        CheckpointHeader header = checkpoint.header();
        LogScanner scanner = new LogScanner(disk, cursor, layout, header.epoch());
        end = header.scanFrom();
        try {
            scanner.scan(header.scanFrom(), found -> {});
            end = scanner.end();
            Tail tail = Tail.of(scanner, cursor, layout, header.logEnd());
            if (tail.damage() != null) {
                damages.add(tail.damage());
            } else if (tail.remainsUpTo() > end) {
                notes.add("the store was not closed; " + (tail.remainsUpTo() - end) + " bytes in "
                        + layout.describe(end) + " were never acknowledged and will be cut off");
            }
            endIsClean = tail.damage() == null;
        } catch (ProviderException missing) {
            damages.add(Objects.requireNonNullElse(missing.getMessage(), "a segment is missing"));
        }
    }

    private void walk(long number, StoreInspector.RawVisitor visitor) throws IOException {
        good.put(number, new ArrayList<>());
        if (segments.find(number) == null) {
            return;
        }
        if (walked != number - 1) {
            batch.clear();
        }
        walked = number;
        long at = layout.start(number);
        long segmentEnd = layout.position(number, layout.segmentBytes());
        while (at < segmentEnd && !(endIsClean && at == end)) {
            Frame frame = cursor.read(at);
            if (frame == null) {
                at = skip(at, segmentEnd);
            } else {
                take(frame, visitor);
                at = frame.header().isEnd() ? segmentEnd : frame.end();
            }
        }
    }

    /** Looks for the next frame; what lies between is damaged, unless the log ends here. */
    private long skip(long from, long segmentEnd) throws IOException {
        batch.clear();
        for (long at = from + Format.ALIGNMENT; at < segmentEnd; at += Format.ALIGNMENT) {
            if (cursor.peek(at) != null && cursor.read(at) != null) {
                if (from != end) {
                    damages.add("no valid frame in " + layout.describe(from) + "; the next one is "
                            + (at - from) + " bytes further on");
                }
                return at;
            }
        }
        if (from < end) {
            damages.add("no valid frame in " + layout.describe(from) + ", nor behind it in this segment");
        }
        return segmentEnd;
    }

    private void take(Frame frame, StoreInspector.RawVisitor visitor) {
        FrameHeader header = frame.header();
        if (header.isEnd() || (batch.isEmpty() && header.has(Format.CONTINUED))) {
            return;
        }
        frames++;
        records += header.has(Format.CONTINUED) ? 0 : header.count();
        usedBytes += header.size();
        batch.add(frame.copy());
        if (!header.has(Format.MORE)) {
            String problem = visit(visitor);
            if (problem == null) {
                batch.forEach(this::addGood);
            } else {
                damages.add(problem);
            }
            batch.clear();
        }
    }

    private void addGood(Frame frame) {
        List<Stretch> stretches = good.computeIfAbsent(layout.number(frame.position()), any -> new ArrayList<>());
        int last = stretches.size() - 1;
        boolean follows = last >= 0 && stretches.get(last).to() == frame.position();
        long from = follows ? stretches.remove(last).from() : frame.position();
        stretches.add(new Stretch(from, frame.end(), frame.header().epoch()));
    }

    private @Nullable String visit(StoreInspector.RawVisitor visitor) {
        Frame first = batch.get(0);
        boolean isShown = showsReplaced
                || (first.position() > checkpoint.header().covers() && !first.header().has(Format.RELOCATED));
        try {
            new BatchRecords(disk, layout).visit(batch, (record, ref) -> {
                if (isShown) {
                    visitor.visit(record, ref, layout.describe(ref));
                }
            });
            return null;
        } catch (ProviderException damaged) {
            return damaged.getMessage();
        }
    }

    /** Where the log ends. */
    long end() {
        return end;
    }

    /** What can be read, for each segment that is needed. */
    Map<Long, List<Stretch>> good() {
        return good;
    }
}
