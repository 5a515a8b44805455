// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store;

/**
 * Writes the image of a state, record by record, so that it need not fit into memory.
 *
 * @param <R> type of the records
 */
@FunctionalInterface
public interface CheckpointImage<R> {

    /** Writes everything; called once, by the engine, on the thread that asked for the checkpoint. */
    void writeTo(CheckpointSink<R> sink);
}
