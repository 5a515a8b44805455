// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.load;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** What the first bytes of a body say: of which run the message is, and when it was due to be sent. */
final class Stamp {

    static final int BYTES = 2 * Long.BYTES;

    private final long run;

    Stamp(long run) {
        this.run = run;
    }

    void write(byte[] body, long dueNanos) {
        ByteBuffer.wrap(body).putLong(run).putLong(dueNanos);
    }

    /** When the message was due; nothing if it is of another run. */
    OptionalLong dueNanos(byte[] head, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(head, 0, Math.max(0, length));
        return length < BYTES || buffer.getLong() != run ? OptionalLong.empty() : OptionalLong.of(buffer.getLong());
    }
}
