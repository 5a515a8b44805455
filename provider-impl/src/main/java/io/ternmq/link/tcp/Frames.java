// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.protocol.wire.FrameCodec;
import io.ternmq.protocol.wire.Wire;

/** Walks over frames that are bytes already. */
final class Frames {

    private Frames() {}

    /**
     * Copies the numbered frames behind a number.
     *
     * @param from     whole frames
     * @param first    number of the first numbered one
     * @param received the number behind which copying begins
     */
    static void copyBehind(ByteWriter from, long first, long received, ByteWriter to) {
        ByteReader in = new ByteReader(from.array(), 0, from.size());
        long number = first;
        while (in.remaining() > 0) {
            int start = in.position();
            int length = in.getInt();
            int type = in.array()[in.position()];
            in.skip(length);
            if (FrameCodec.isNumbered(type)) {
                if (number > received) {
                    to.putRaw(in.array(), start, Wire.LENGTH_BYTES + length);
                }
                number++;
            }
        }
    }
}
