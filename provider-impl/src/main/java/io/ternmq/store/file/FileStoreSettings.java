// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;

/**
 * Sizes of a file store.
 *
 * @param segmentBytes    size of a segment of the log; a multiple of 4096 from 16 KiB to 1 GiB. A store keeps the one
 *                        that it was made with
 * @param checkpointBytes how much is appended between two checkpoints, at least; 4 KiB or more
 * @param reserveBytes    how much room is kept ready in front of the end of the log, so that a backlog can be worked
 *                        off on a full disk; 4 KiB or more
 */
public record FileStoreSettings(long segmentBytes, long checkpointBytes, long reserveBytes) {

    private static final long KIB = 1_024;
    private static final long MIB = KIB * KIB;

    /** What is used when nobody says otherwise: segments and checkpoints of 64 MiB, a reserve of 4 MiB. */
    public static final FileStoreSettings DEFAULT = new FileStoreSettings(64 * MIB, 64 * MIB, 4 * MIB);

    /** Checks the sizes. */
    public FileStoreSettings {
        check(segmentBytes >= 16 * KIB && segmentBytes <= KIB * MIB && segmentBytes % Format.PAGE == 0,
                "A segment has a multiple of 4096 bytes from 16 KiB to 1 GiB, not " + segmentBytes);
        check(checkpointBytes >= Format.PAGE, "A checkpoint comes after 4096 bytes or more, not " + checkpointBytes);
        check(reserveBytes >= Format.PAGE, "A reserve has 4096 bytes or more, not " + reserveBytes);
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, sentence);
        }
    }
}
