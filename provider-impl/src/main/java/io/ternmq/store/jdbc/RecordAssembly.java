// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.common.ByteReader;
import io.ternmq.store.RecordCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of a stream of bytes together that arrives in stretches. Owner: whoever made it, one thread.
 *
 * @param <R> type of the records
 */
final class RecordAssembly<R> {

    /**
     * Takes what has become complete.
     *
     * @param <R> type of the records
     */
    @FunctionalInterface
    interface Taker<R> {

        /**
         * Takes the next record.
         *
         * @param next   the record
         * @param offset where in the present stretch it began; negative when it began in an earlier one
         */
        void take(R next, int offset);
    }

    private final RecordCodec<R> codec;
    private byte @Nullable [] begun;
    private int filled;

    RecordAssembly(RecordCodec<R> codec) {
        this.codec = codec;
    }

    /** Whether a record has begun whose end is to come. */
    boolean isInside() {
        return begun != null;
    }

    /**
     * Takes the next stretch.
     *
     * @return false when the bytes make no sense
     */
    boolean add(byte[] bytes, int from, Taker<R> taker) {
        int at = from;
        while (at < bytes.length) {
            byte[] inside = begun;
            int next = inside == null ? addWhole(bytes, at, taker) : addPart(inside, bytes, at, taker);
            if (next < 0) {
                return false;
            }
            at = next;
        }
        return true;
    }

    /** A record, or the beginning of one; its length may be cut through as well. */
    private int addWhole(byte[] bytes, int at, Taker<R> taker) {
        if (bytes.length - at < RowFormat.LENGTH) {
            return begin(new byte[RowFormat.LENGTH], bytes, at);
        }
        int length = ByteBuffer.wrap(bytes).getInt(at);
        if (length < 0) {
            return -1;
        }
        int body = at + RowFormat.LENGTH;
        if (length > bytes.length - body) {
            return begin(new byte[RowFormat.LENGTH + length], bytes, at);
        }
        taker.take(codec.decode(new ByteReader(bytes, body, length)), at);
        return body + length;
    }

    private int begin(byte[] room, byte[] bytes, int at) {
        filled = bytes.length - at;
        System.arraycopy(bytes, at, room, 0, filled);
        begun = room;
        return bytes.length;
    }

    private int addPart(byte[] inside, byte[] bytes, int at, Taker<R> taker) {
        int count = Math.min(inside.length - filled, bytes.length - at);
        System.arraycopy(bytes, at, inside, filled, count);
        filled += count;
        if (filled < inside.length) {
            return at + count;
        }
        int length = ByteBuffer.wrap(inside).getInt(0);
        if (length < 0) {
            return -1;
        }
        if (RowFormat.LENGTH + length > inside.length) {
            begun = Arrays.copyOf(inside, RowFormat.LENGTH + length);
            return at + count;
        }
        begun = null;
        taker.take(codec.decode(new ByteReader(inside, RowFormat.LENGTH, length)), -1);
        return at + count;
    }
}
