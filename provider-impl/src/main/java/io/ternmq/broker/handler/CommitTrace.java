// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.ProducerSeen;
import io.ternmq.message.MessageId;

/**
 * The trace that a commit leaves, for a client that loses the answer: it is remembered as if the connection were a
 * producer and its transactions messages, so for as long as those are.
 */
final class CommitTrace {

    private static final String SUFFIX = "#commits";

    private CommitTrace() {}

    /** What records the trace. */
    static ProducerSeen of(String connection, long transaction) {
        return new ProducerSeen(connection + SUFFIX, new long[] {transaction, transaction}, 0);
    }

    /** What it is known by. */
    static MessageId idOf(String connection, long transaction) {
        return new MessageId(connection + SUFFIX, transaction);
    }
}
