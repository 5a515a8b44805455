// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;

/**
 * Turns records into bytes and back. Without state; callable from any thread.
 *
 * @param <R> type of the records
 */
public interface RecordCodec<R> {

    /** Writes one record behind what the writer holds. */
    void encode(R record, ByteWriter out);

    /**
     * Reads one record, which takes all that the reader has.
     *
     * @throws io.ternmq.api.ProviderException with {@code STORE_FAILED} when the bytes make no sense
     */
    R decode(ByteReader in);
}
