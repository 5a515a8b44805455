// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteWriter;
import io.ternmq.store.AppendListener;
import io.ternmq.store.RecordCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns batches into frames and gives them their places. Owned by the owner of the log. A batch that fits into one
 * frame is encoded where it stays until it is on disk; larger ones are encoded first and cut then. What cannot be taken
 * leaves no trace.
 *
 * @param <R> type of the records
 */
final class LogAppender<R> {

    private final Disk disk;
    private final Layout layout;
    private final RecordCodec<R> codec;
    private final Room room;
    private final LogWriter writer;
    private final Chunks chunks = new Chunks();
    private int epoch;
    private long position;

    LogAppender(Disk disk, Layout layout, RecordCodec<R> codec, Room room, LogWriter writer) {
        this.disk = disk;
        this.layout = layout;
        this.codec = codec;
        this.room = room;
        this.writer = writer;
    }

    /** The log ends here, and goes on with frames of this epoch. */
    void startAt(long end, int newEpoch) {
        position = end;
        epoch = newEpoch;
    }

    /** Where the next frame goes, unless the segment ends before. */
    long position() {
        return position;
    }

    /** What is in memory. */
    Chunks chunks() {
        return chunks;
    }

    /** See {@link io.ternmq.store.RecordLog#append}. */
    long append(List<? extends R> batch, long[] refs, AppendListener listener) {
        ByteWriter out = writerAt(position);
        int start = out.size();
        boolean done = false;
        try {
            encode(batch, refs, out);
            int length = out.size() - start - Format.FRAME_HEADER;
            byte[] moved = null;
            if (length > layout.largestPayload() || !layout.fits(position, Format.frameSize(length))) {
                moved = Arrays.copyOfRange(out.array(), start + Format.FRAME_HEADER, out.size());
                out.truncate(start);
            }
            long place = moved == null
                    ? appendInPlace(out, start, batch.size(), refs, listener)
                    : append(CutBatch.of(moved, 0, batch.size(), layout.largestPayload()), refs, listener);
            done = true;
            return place;
        } finally {
            if (!done) {
                out.truncate(start);
            }
        }
    }

    /**
     * Appends a copy of a record that is in the log already.
     *
     * @return its new reference, or 0 when the disk has no room for a copy: the reserve is not for that
     */
    long relocate(byte[] bytes, int from, int length) {
        byte[] region = new byte[Format.RECORD_HEADER + length];
        ByteBuffer.wrap(region).putInt(length).putInt(0).put(bytes, from, length);
        CutBatch copy = CutBatch.of(region, Format.RELOCATED, 1, layout.largestPayload());
        long[] places = hasReserve() ? placesFor(copy) : null;
        if (places == null) {
            return 0;
        }
        long[] ref = new long[1];
        put(copy, places, ref, null);
        return ref[0];
    }

    private boolean hasReserve() {
        try {
            return room.isWhole(position);
        } catch (IOException e) {
            throw roomFailed(e);
        }
    }

    private ByteWriter writerAt(long place) {
        return chunks.at(place, writer.written()).writer();
    }

    /** Room for a header, then the records; the references become offsets in the payload. */
    private void encode(List<? extends R> batch, long[] refs, ByteWriter out) {
        putHeader(out);
        long payloadAt = out.size();
        for (int i = 0; i < batch.size(); i++) {
            int at = out.size();
            out.putLong(0);
            codec.encode(batch.get(i), out);
            out.setInt(at, out.size() - at - Format.RECORD_HEADER);
            refs[i] = at - payloadAt;
        }
    }

    private static void putHeader(ByteWriter out) {
        out.putLong(0);
        out.putLong(0);
        out.putLong(0);
        out.putInt(0);
    }

    private long appendInPlace(ByteWriter out, int start, int count, long[] refs, AppendListener listener) {
        int payloadAt = start + Format.FRAME_HEADER;
        int length = out.size() - payloadAt;
        makeRoom(position, Format.frameSize(length));
        for (int i = 0; i < count; i++) {
            int at = payloadAt + (int) refs[i];
            int end = i + 1 < count ? payloadAt + (int) refs[i + 1] : out.size();
            refs[i] += position + Format.FRAME_HEADER;
            sealRecord(out, at, end, refs[i]);
        }
        return publish(out, start, new FrameHeader(length, 0, count, epoch, 0, writer.durable()), listener);
    }

    private void sealRecord(ByteWriter out, int at, int end, long ref) {
        int content = at + Format.RECORD_HEADER;
        out.setInt(at + Integer.BYTES, layout.seal().checkRecord(out.array(), content, end - content, ref));
    }

    /** Finds all places and makes room there before anything is put anywhere. */
    private long append(CutBatch batch, long[] refs, @Nullable AppendListener listener) {
        long[] places = placesFor(batch);
        if (places == null) {
            throw noRoom();
        }
        put(batch, places, refs, listener);
        return places[0];
    }

    /** Where the parts of a batch go, which is filled then; null when there is no room for all of them. */
    private long @Nullable [] placesFor(CutBatch batch) {
        long[] places = new long[batch.parts().size()];
        long next = position;
        for (int i = 0; i < places.length; i++) {
            int size = Format.frameSize(batch.parts().get(i).payload());
            places[i] = layout.fits(next, size) ? next : layout.start(layout.number(next) + 1);
            if (!hasRoom(places[i], size)) {
                return null;
            }
            next = places[i] + size;
        }
        return places;
    }

    private void put(CutBatch batch, long[] places, long[] refs, @Nullable AppendListener listener) {
        int record = 0;
        for (int i = 0; i < places.length; i++) {
            CutBatch.Part part = batch.parts().get(i);
            if (places[i] != position) {
                endSegment(places[i]);
            }
            put(batch, i, refs, record, i == places.length - 1 ? listener : null);
            boolean endsRecord = !part.isPiece() || i == places.length - 1 || !isContinued(batch.parts().get(i + 1));
            record += endsRecord ? part.count() : 0;
        }
    }

    private static boolean isContinued(CutBatch.Part part) {
        return (part.flags() & Format.CONTINUED) != 0;
    }

    /** Puts one part of a batch at the end of the log. */
    private void put(CutBatch batch, int index, long[] refs, int firstRecord, @Nullable AppendListener listener) {
        CutBatch.Part part = batch.parts().get(index);
        long payloadPosition = position + Format.FRAME_HEADER;
        if (!part.isPiece()) {
            int at = part.from();
            for (int i = firstRecord; i < firstRecord + part.count(); i++) {
                refs[i] = payloadPosition + at - part.from();
                at = sealRecord(batch.region(), at, refs[i], 0);
            }
        } else if (!isContinued(part)) {
            refs[firstRecord] = payloadPosition | Format.REF_IN_PIECES;
            sealRecord(batch.region(), part.from(), payloadPosition, Format.IN_PIECES);
        }
        ByteWriter out = writerAt(position);
        int start = out.size();
        putHeader(out);
        out.putRaw(batch.region(), part.from(), part.to() - part.from());
        if (part.isPiece()) {
            out.putInt(layout.seal().checkRecord(batch.region(), part.from(), part.to() - part.from(), position));
        }
        publish(out, start, new FrameHeader(
                part.payload(), batch.flagsOf(index), part.count(), epoch, 0, writer.durable()), listener);
    }

    /** Returns where the next record begins. */
    private int sealRecord(byte[] region, int at, long ref, int mark) {
        ByteBuffer bytes = ByteBuffer.wrap(region);
        int length = bytes.getInt(at);
        int content = at + Format.RECORD_HEADER;
        bytes.putInt(at + Integer.BYTES, layout.seal().checkRecord(region, content, length, ref));
        bytes.putInt(at, length | mark);
        return content + length;
    }

    private void endSegment(long place) {
        ByteWriter out = writerAt(position);
        int start = out.size();
        putHeader(out);
        publish(out, start, new FrameHeader(0, Format.END, 0, epoch, 0, writer.durable()), null);
        position = place;
    }

    private void makeRoom(long place, int size) {
        if (!hasRoom(place, size)) {
            throw noRoom();
        }
    }

    private boolean hasRoom(long place, int size) {
        try {
            return room.cover(place, size);
        } catch (IOException | RuntimeException e) {
            throw roomFailed(e);
        }
    }

    private ProviderException roomFailed(Exception cause) {
        return writer.fail("room for more could not be made durable", cause);
    }

    private ProviderException noRoom() {
        return Failures.refused(disk, "the disk is full, and so is the room that was kept back on it; free some and"
                + " start the broker again");
    }

    private long publish(ByteWriter out, int start, FrameHeader header, @Nullable AppendListener listener) {
        long place = position;
        header.writeAround(out, start, place, layout.seal());
        Chunk.Published published = chunks.publish();
        writer.add(new Pending(published.bytes(), start, published.size() - start, place, listener));
        position = place + published.size() - start;
        return place;
    }
}
