// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

/** The frozen body of a message, one record for each of the six types of the specification. */
public sealed interface Body permits EmptyBody, TextBody, BytesBody, MapBody, StreamBody, ObjectBody {

    /** Approximate size in memory, in bytes; used for limits and statistics. */
    int sizeBytes();
}
