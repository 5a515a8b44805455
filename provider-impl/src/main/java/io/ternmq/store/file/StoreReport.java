// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.util.List;

/**
 * What was found in the directory of a store.
 *
 * @param directory    where it is
 * @param epoch        number of its last owner
 * @param segmentBytes size of a segment
 * @param checkpoints  its images, the newer one first
 * @param segments     its segments, ascending
 * @param logEnd       position where the log ends
 * @param damages      a sentence for everything that is broken; when there is none, the store can be opened and nothing
 *                     is lost
 * @param notes        a sentence for what is remarkable but in order, such as the remains of a crash
 */
public record StoreReport(String directory, int epoch, long segmentBytes, List<Image> checkpoints, List<Part> segments,
        long logEnd, List<String> damages, List<String> notes) {

    /** Version of the format; others cannot be looked at. */
    public static final int FORMAT = Format.VERSION;


    /** Copies the lists. */
    public StoreReport {
        checkpoints = List.copyOf(checkpoints);
        segments = List.copyOf(segments);
        damages = List.copyOf(damages);
        notes = List.copyOf(notes);
    }

    /** Whether nothing is broken. */
    public boolean isWhole() {
        return damages.isEmpty();
    }

    /**
     * An image of the state.
     *
     * @param file    name of its file
     * @param number  counted from 1
     * @param covers  position of the last batch in it
     * @param records number of records
     * @param bytes   size
     * @param whole   whether it can be used
     */
    public record Image(String file, long number, long covers, long records, long bytes, boolean whole) {}

    /**
     * A segment of the log.
     *
     * @param file      name of its file
     * @param number    counted from 1
     * @param needed    whether opening the store needs it; the others wait to be written over
     * @param frames    number of frames in it
     * @param records   number of records in them
     * @param usedBytes bytes of all frames
     * @param keptBytes bytes that the image keeps, about
     */
    public record Part(String file, long number, boolean needed, long frames, long records, long usedBytes,
            long keptBytes) {}
}
