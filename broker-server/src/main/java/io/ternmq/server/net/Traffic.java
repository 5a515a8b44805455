// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import io.ternmq.protocol.wire.Frame;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is said with a client that has been let in. Owner: the event loop of the channel. Requests of all channels that
 * had something to read in one turn of the loop are carried out together at its end.
 */
final class Traffic extends ChannelInboundHandlerAdapter {

    private static final Log LOG = Log.of(Traffic.class);
    private static final int BEATS_PER_SILENCE = 2;
    private static final int TOLERATED_SILENCES = 2;

    private final Remote remote;
    private final long beatNanos;
    private @Nullable ScheduledFuture<?> beat;
    private boolean turnPlanned;
    private boolean isCutOff;
    private int silentBeats;
    private long leftToWrite;

    Traffic(Remote remote, long heartbeatMillis) {
        this.remote = remote;
        this.beatNanos = TimeUnit.MILLISECONDS.toNanos(heartbeatMillis) / BEATS_PER_SILENCE;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        beat = context.executor().scheduleAtFixedRate(
                () -> beat(context.channel()), beatNanos, beatNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Frame.Ask ask) {
            remote.onAsk(context.channel(), ask);
            planTurn(context);
        } else if (message instanceof Frame.Received received) {
            remote.onReceived(context.channel(), received.count());
        } else if (message instanceof Frame.Bye) {
            remote.leave();
            context.close();
        } else if (!(message instanceof Frame.Beat)) {
            throw new ProviderException(
                    ErrorCode.PROTOCOL, "A " + message.getClass().getSimpleName() + " is out of place here");
        }
    }

    private void planTurn(ChannelHandlerContext context) {
        if (!turnPlanned) {
            turnPlanned = true;
            context.executor().execute(() -> {
                turnPlanned = false;
                FrameReader reader = context.pipeline().get(FrameReader.class);
                remote.onTurn(reader == null ? 0 : reader.takenBytes());
            });
        }
    }

    /** Says that the broker is alive, and notices when the client is not. */
    private void beat(Channel channel) {
        silentBeats = isAlive(channel) ? 0 : silentBeats + 1;
        if (silentBeats > TOLERATED_SILENCES * BEATS_PER_SILENCE) {
            LOG.log(System.Logger.Level.INFO, () -> remote + " has been silent for too long; its link is closed");
            channel.close();
        } else if (channel.isWritable()) {
            Channels.write(channel, Frame.Beat.INSTANCE);
        }
    }

    /** A client that is not read from, since it does not take what it is told, has to take some of it at least. */
    private boolean isAlive(Channel channel) {
        long before = leftToWrite;
        leftToWrite = channel.bytesBeforeWritable();
        FrameReader reader = channel.pipeline().get(FrameReader.class);
        boolean hasHeard = reader != null && reader.hasHeard();
        return channel.config().isAutoRead() ? hasHeard : leftToWrite != before;
    }

    /** Whoever does not take what it is told is not listened to meanwhile. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        boolean isWritable = context.channel().isWritable();
        context.channel().config().setAutoRead(isWritable);
        if (isWritable) {
            remote.onWritable();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ScheduledFuture<?> beating = beat;
        if (beating != null) {
            beating.cancel(false);
        }
        remote.onClosed(context.channel());
        context.fireChannelInactive();
    }

    /** A socket that fails may be replaced; a client that talks nonsense has lost its connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            context.close();
            return;
        }
        if (isCutOff) {
            return;
        }
        isCutOff = true;
        Throwable root = cause.getCause() instanceof ProviderException inner ? inner : cause;
        LOG.log(System.Logger.Level.WARNING, () -> remote + " is cut off: " + root.getMessage());
        ErrorCode code = root instanceof ProviderException coded ? coded.code() : ErrorCode.PROTOCOL;
        remote.leave();
        Channels.writeAndClose(context.channel(), new Frame.Bye(code, String.valueOf(root.getMessage())));
    }
}
