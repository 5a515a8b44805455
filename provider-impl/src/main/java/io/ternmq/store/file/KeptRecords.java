// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.common.ByteReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what an image keeps of each segment, and moves records out of segments that the image before left mostly dead.
 * Owned by the owner of the log, for one image.
 */
final class KeptRecords {

    private static final int MOSTLY_DEAD = 4;

    /** One segment. */
    private static final class Count {

        private final boolean moves;
        private long bytes;

        Count(boolean moves) {
            this.moves = moves;
        }
    }

    private final Layout layout;
    private final Segments segments;
    private final RecordReader reader;
    private final LogAppender<?> appender;
    private final Checkpoint before;
    private final Map<Long, Count> counts = new TreeMap<>();
    private final Map<Long, Long> moved = new HashMap<>();
    private long budget;
    private long lastNumber;
    private @Nullable Count lastCount;

    /**
     * Makes one.
     *
     * @param budget how many bytes may be moved
     */
    KeptRecords(Layout layout, Segments segments, RecordReader reader, LogAppender<?> appender, Checkpoint before,
            long budget) {
        this.layout = layout;
        this.segments = segments;
        this.reader = reader;
        this.appender = appender;
        this.before = before;
        this.budget = budget;
    }

    /** See {@link io.ternmq.store.CheckpointSink#keep}. */
    long keep(long ref, int sizeBytes) throws IOException {
        long place = countOf(layout.number(ref)).moves ? moved.computeIfAbsent(ref, this::move) : ref;
        if (Layout.isInPieces(place)) {
            addPieces(place, sizeBytes);
        } else {
            countOf(layout.number(place)).bytes += Math.max(1, sizeBytes);
        }
        return place;
    }

    private void addPieces(long ref, int sizeBytes) throws IOException {
        long first = layout.number(ref);
        long last = reader.lastSegment(ref, sizeBytes);
        for (long number = first; number <= last && segments.exists(number); number++) {
            countOf(number).bytes += Math.max(1, sizeBytes / (last - first + 1));
        }
    }

    private Count countOf(long number) {
        Count count = lastCount;
        if (count == null || lastNumber != number) {
            count = counts.computeIfAbsent(number, this::begin);
            lastNumber = number;
            lastCount = count;
        }
        return count;
    }

    private Count begin(long number) {
        if (!segments.exists(number)) {
            throw Failures.refused(segments.disk(), "a record in " + Format.segmentName(number)
                    + " is to be kept, but there is no"
                    + " such segment");
        }
        Long live = before.keptBytes().get(number);
        return new Count(live != null && number < layout.number(before.header().scanFrom())
                && live < layout.segmentBytes() / MOSTLY_DEAD);
    }

    /** A record that cannot be read stays where it is: whoever asks for it will hear of it. */
    private long move(long ref) {
        if (budget <= 0) {
            return ref;
        }
        ByteReader record;
        try {
            record = reader.read(ref);
        } catch (IOException unreadable) {
            record = null;
        }
        if (record == null) {
            return ref;
        }
        long copy = appender.relocate(record.array(), record.position(), record.remaining());
        budget = copy == 0 ? 0 : budget - record.remaining();
        return copy == 0 ? ref : copy;
    }

    /** How many bytes of each segment are kept. */
    Map<Long, Long> bytes() {
        Map<Long, Long> bytes = new TreeMap<>();
        counts.forEach((number, count) -> {
            if (count.bytes > 0) {
                bytes.put(number, count.bytes);
            }
        });
        return bytes;
    }
}
