// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

/**
 * The frozen body of a message, one record for each of the six types of the specification, and one for bytes that are
 * too many for memory.
 */
public sealed interface Body permits EmptyBody, TextBody, BytesBody, MapBody, StreamBody, ObjectBody, LargeBody {

    /** Approximate size in bytes; used for limits and statistics. */
    int sizeBytes();

    /** Approximate size in memory, in bytes. */
    default int memoryBytes() {
        return sizeBytes();
    }
}
