// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Checks of one store: checksums mixed with its identity and with a place. Without state; callable from any thread.
 *
 * @param storeId identity of the store
 */
record Seal(long storeId) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long NO_ZERO = 0x0101010101010101L;

    /** Of frames, headers and pieces. */
    int check(byte[] bytes, int offset, int length, long place) {
        return sum(new CRC32C(), bytes, offset, length) ^ (int) (mix(place) >>> 32);
    }

    /** Of a single record. */
    int checkRecord(byte[] bytes, int offset, int length, long place) {
        return sum(new CRC32(), bytes, offset, length) ^ (int) mix(place);
    }

    /** Eight bytes, none of them zero. */
    long trailer(long place, int epoch) {
        return mix(mix(place) + epoch) | NO_ZERO;
    }

    private static int sum(Checksum checksum, byte[] bytes, int offset, int length) {
        checksum.update(bytes, offset, length);
        return (int) checksum.getValue();
    }

    private long mix(long place) {
        long mixed = (place ^ storeId) * GOLDEN;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
