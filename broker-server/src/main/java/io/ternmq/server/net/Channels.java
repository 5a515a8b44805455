// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.ternmq.common.ByteWriter;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.FrameCodec;

/** Steps with channels that several rooms take. To be called on the event loop of the channel. */
final class Channels {

    private Channels() {}

    /** Writes one frame at once. */
    static void write(Channel channel, Frame.FromBroker frame) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes(frame)), channel.voidPromise());
    }

    /** Writes a last frame and closes. */
    static void writeAndClose(Channel channel, Frame.FromBroker frame) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes(frame))).addListener(ChannelFutureListener.CLOSE);
    }

    /** Closes when what was written has gone out. */
    static void closeAfterWrite(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private static byte[] bytes(Frame.FromBroker frame) {
        ByteWriter bytes = new ByteWriter();
        FrameCodec.encode(frame, bytes);
        return bytes.toArray();
    }
}
