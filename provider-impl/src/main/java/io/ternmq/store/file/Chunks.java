// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.common.ByteWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of the log that is in memory because it is not on disk yet, and the last chunks that are. {@link #find} may
 * be called by any thread, the rest by the owner of the log.
 */
final class Chunks {

    private static final int USUAL = 1 << 17;
    private static final int LARGEST_REUSED = 1 << 21;
    private static final int SPARE = 2;

    private final ConcurrentSkipListMap<Long, Chunk> byBase = new ConcurrentSkipListMap<>();
    private final Deque<Chunk> ended = new ArrayDeque<>();
    private @Nullable Chunk current;

    /**
     * The chunk to which the next frame is added.
     *
     * @param position of the frame
     * @param written  how far the log is on disk
     */
    Chunk at(long position, long written) {
        Chunk chunk = current;
        if (chunk == null || chunk.end() != position || chunk.writer().size() >= USUAL) {
            if (chunk != null) {
                ended.add(chunk);
            }
            chunk = new Chunk(position, spareWriter(written));
            byBase.put(position, chunk);
            current = chunk;
        }
        return chunk;
    }

    private ByteWriter spareWriter(long written) {
        ByteWriter spare = null;
        for (Chunk oldest = ended.peek(); oldest != null && oldest.end() <= written; oldest = ended.peek()) {
            if (spare != null && ended.size() <= SPARE) {
                break;
            }
            ended.remove();
            byBase.remove(oldest.base());
            spare = oldest.writer();
        }
        return spare == null || spare.array().length > LARGEST_REUSED ? new ByteWriter(USUAL + Format.PAGE) : spare;
    }

    /** Shows what was added to the present chunk. */
    Chunk.Published publish() {
        return Objects.requireNonNull(current, "something was added").publish();
    }

    /** The chunk that holds a position, or null. */
    @Nullable Chunk find(long position) {
        Map.Entry<Long, Chunk> entry = byBase.floorEntry(position);
        return entry != null && position < entry.getValue().end() ? entry.getValue() : null;
    }
}
