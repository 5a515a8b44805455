// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.util.Arrays;

/**
 * A frame that was read and found to be whole.
 *
 * @param position  where in the log it is
 * @param header    what it says of itself
 * @param bytes     hold the payload; may be used again for the next frame
 * @param payloadAt where the payload begins
 */
@SuppressWarnings("ArrayRecordComponent") // a window into a buffer, never compared
record Frame(long position, FrameHeader header, byte[] bytes, int payloadAt) {

    long payloadPosition() {
        return position + Format.FRAME_HEADER;
    }

    long end() {
        return position + header.size();
    }

    /** The same frame in an array of its own. */
    Frame copy() {
        return new Frame(position, header, Arrays.copyOfRange(bytes, payloadAt, payloadAt + header.length()), 0);
    }
}
