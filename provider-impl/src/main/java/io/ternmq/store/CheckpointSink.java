// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store;

/**
 * Takes the records of an image and hears which earlier records are still needed.
 *
 * @param <R> type of the records
 */
public interface CheckpointSink<R> {

    /** Adds the next record to the image. */
    void add(R record);

    /**
     * Declares that a record of the log is still needed; every other record up to the covered position may be gone
     * when the checkpoint is done. The engine may use the occasion to move the record. What is kept several times has
     * the same new reference each time.
     *
     * @param ref       the record's reference
     * @param sizeBytes about how large it is
     * @return its reference from now on, to be put into the image and to be used by the caller
     */
    long keep(long ref, int sizeBytes);
}
