// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Messages are kept in log files in a directory. What was acknowledged survives the end of the process and the loss of
 * power, as far as the disk keeps what it has forced.
 *
 * @param directory       a directory of the broker's own; made when it does not exist
 * @param segmentBytes    size of one log file, in bytes; 1 MiB to 1 GiB; default 64 MiB
 * @param checkpointBytes bytes that are appended between two checkpoints, at least; 64 KiB or more; default 64 MiB.
 *                        More makes for less writing and for longer starts after a crash
 * @param reserveBytes    room that is kept back for acknowledgements when the disk is full, in bytes; 256 KiB or more;
 *                        default 4 MiB
 */
public record FileStorePolicy(Path directory, long segmentBytes, long checkpointBytes, long reserveBytes)
        implements StorePolicy {

    private static final long SMALLEST_SEGMENT = 1 << 20;
    private static final long LARGEST_SEGMENT = 1 << 30;
    private static final long DEFAULT_SEGMENT = 64 << 20;
    private static final long SMALLEST_CHECKPOINT = 64 << 10;
    private static final long SMALLEST_RESERVE = 256 << 10;
    private static final long DEFAULT_RESERVE = 4 << 20;

    /** Checks the ranges. */
    public FileStorePolicy {
        Objects.requireNonNull(directory, "directory");
        Checks.atLeast("segment-bytes", segmentBytes, SMALLEST_SEGMENT);
        if (segmentBytes > LARGEST_SEGMENT) {
            throw new IllegalArgumentException(
                    "segment-bytes must not be more than " + LARGEST_SEGMENT + ", but is " + segmentBytes);
        }
        Checks.atLeast("checkpoint-bytes", checkpointBytes, SMALLEST_CHECKPOINT);
        Checks.atLeast("reserve-bytes", reserveBytes, SMALLEST_RESERVE);
    }

    /**
     * Log files with every default.
     *
     * @param directory a directory of the broker's own
     */
    public FileStorePolicy(Path directory) {
        this(directory, DEFAULT_SEGMENT, DEFAULT_SEGMENT, DEFAULT_RESERVE);
    }

    /**
     * Chooses the size of a log file.
     *
     * @param bytes 1 MiB to 1 GiB
     * @return a copy with this size
     */
    public FileStorePolicy withSegmentBytes(long bytes) {
        return new FileStorePolicy(directory, bytes, checkpointBytes, reserveBytes);
    }

    /**
     * Chooses how much is appended between two checkpoints.
     *
     * @param bytes 64 KiB or more
     * @return a copy with this distance
     */
    public FileStorePolicy withCheckpointBytes(long bytes) {
        return new FileStorePolicy(directory, segmentBytes, bytes, reserveBytes);
    }

    /**
     * Chooses how much room is kept back for a full disk.
     *
     * @param bytes 256 KiB or more
     * @return a copy with this reserve
     */
    public FileStorePolicy withReserveBytes(long bytes) {
        return new FileStorePolicy(directory, segmentBytes, checkpointBytes, bytes);
    }
}
