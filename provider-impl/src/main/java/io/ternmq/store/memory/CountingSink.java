// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.memory;

import io.ternmq.store.CheckpointSink;

/**
 * Counts the records of an image on their way.
 *
 * @param sink    takes them
 * @param written the count, in its first place
 * @param <R>     type of the records
 */
@SuppressWarnings("ArrayRecordComponent") // a counter that its maker reads
record CountingSink<R>(CheckpointSink<R> sink, long[] written) implements CheckpointSink<R> {

    @Override
    public void add(R record) {
        written[0]++;
        sink.add(record);
    }

    @Override
    public long keep(long ref, int sizeBytes) {
        written[0]++;
        return sink.keep(ref, sizeBytes);
    }
}
