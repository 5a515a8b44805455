// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteReader;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.FrameCodec;
import io.ternmq.protocol.wire.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Takes frames out of a stream. The room grows with the bytes that arrive, not with what a frame says of itself. */
final class FrameInput {

    private static final int ROOM = 64 * 1024;
    private static final VarHandle LENGTH =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** What fits into an array with its length in front. */
    private static final int LONGEST = Integer.MAX_VALUE - 8 - Wire.LENGTH_BYTES;

    private final InputStream in;
    private byte[] bytes = new byte[ROOM];
    private int start;
    private int end;
    private long taken;
    private Runnable onBytes = () -> {};

    FrameInput(InputStream in) {
        this.in = in;
    }

    /** Tells from now on when bytes arrive, be they a whole frame or not; for the thread that reads. */
    void listen(Runnable listener) {
        onBytes = listener;
    }

    /**
     * The next frame; blocks until it is whole.
     *
     * @throws EOFException      when the other side has closed the stream
     * @throws ProviderException when the bytes are no frame
     */
    Frame.FromBroker next() throws IOException {
        fill(Wire.LENGTH_BYTES);
        int length = length();
        if (length < 1 || length > LONGEST) {
            throw new ProviderException(
                    ErrorCode.PROTOCOL,
                    "The broker sent a frame of " + Integer.toUnsignedString(length) + " bytes.");
        }
        fill(Wire.LENGTH_BYTES + length);
        int from = start + Wire.LENGTH_BYTES;
        start = from + length;
        taken += length;
        return FrameCodec.decodeFromBroker(new ByteReader(bytes, from, length));
    }

    /** How many bytes of frames have been taken out. */
    long taken() {
        return taken;
    }

    /** Whether {@link #next()} would have to wait for the network. */
    boolean isDrained() {
        int held = end - start;
        return held < Wire.LENGTH_BYTES || held - Wire.LENGTH_BYTES < length();
    }

    private int length() {
        return (int) LENGTH.get(bytes, start);
    }

    private void fill(int wanted) throws IOException {
        while (end - start < wanted) {
            makeRoom(wanted);
            int read = in.read(bytes, end, bytes.length - end);
            if (read < 0) {
                throw new EOFException("The broker has closed the connection");
            }
            end += read;
            onBytes.run();
        }
    }

    private void makeRoom(int wanted) {
        if (start == end) {
            start = 0;
            end = 0;
            if (bytes.length > ROOM && wanted <= ROOM) {
                bytes = new byte[ROOM];
            }
        }
        if (end == bytes.length && start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            start = 0;
        } else if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8));
        }
    }
}
