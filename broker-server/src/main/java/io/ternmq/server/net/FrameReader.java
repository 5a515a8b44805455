// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteReader;
import io.ternmq.protocol.wire.FrameCodec;
import io.ternmq.protocol.wire.Wire;
import java.util.List;

/**
 * Takes the frames of a client out of its bytes. A length beyond the limit ends the connection before a byte is kept
 * for it. Owner: the event loop of the channel.
 */
final class FrameReader extends ByteToMessageDecoder {

    private int maxFrameBytes;
    private int taken;
    private boolean heard;
    private boolean broken;

    FrameReader(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    /** From the next frame on, frames may be as long as this. */
    void allow(int newMaxFrameBytes) {
        maxFrameBytes = newMaxFrameBytes;
    }

    /** How many bytes of frames have been taken out since the last call. */
    int takenBytes() {
        int bytes = taken;
        taken = 0;
        return bytes;
    }

    /** Whether any bytes have arrived since the last call, be they a whole frame or not. */
    boolean hasHeard() {
        boolean has = heard;
        heard = false;
        return has;
    }

    /** {@inheritDoc} Behind bytes that are no frame there is nothing to be found: the rest is thrown away. */
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        heard |= !broken;
        if (broken) {
            in.skipBytes(in.readableBytes());
        } else if (in.readableBytes() >= Wire.LENGTH_BYTES) {
            broken = true;
            decode(in, out);
            broken = false;
        }
    }

    private void decode(ByteBuf in, List<Object> out) {
        int length = in.getInt(in.readerIndex());
        if (length < 1 || length > maxFrameBytes) {
            throw new ProviderException(
                    ErrorCode.PROTOCOL,
                    "A frame of " + Integer.toUnsignedString(length) + " bytes; " + maxFrameBytes
                            + " is the most that is taken here");
        }
        if (in.readableBytes() - Wire.LENGTH_BYTES < length) {
            return;
        }
        in.skipBytes(Wire.LENGTH_BYTES);
        taken += length;
        out.add(FrameCodec.decodeFromClient(bytesOf(in, length)));
    }

    /** Heap buffers are read where they are; what is decoded shares nothing with them. */
    private static ByteReader bytesOf(ByteBuf in, int length) {
        if (in.hasArray()) {
            int from = in.arrayOffset() + in.readerIndex();
            in.skipBytes(length);
            return new ByteReader(in.array(), from, length);
        }
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return new ByteReader(bytes);
    }
}
