// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.ternmq.common.Log;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection. Owner: its event loop. While a request is being answered nothing more is read, so that a client costs
 * one request at a time; a request that does not arrive whole in time ends the connection.
 *
 * <pre>
 *   WAITING -- request is whole --> ANSWERING -- reply is written --> WAITING or closed
 *   WAITING -- too late --> closed
 * </pre>
 */
final class Conversation extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Log LOG = Log.of(Conversation.class);

    private final Router router;
    private final Staff staff;
    private final long patienceMillis;
    private @Nullable ScheduledFuture<?> limit;

    Conversation(Router router, Staff staff, long patienceMillis) {
        this.router = router;
        this.staff = staff;
        this.patienceMillis = patienceMillis;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        waitFor(context.channel());
        context.fireChannelActive();
    }

    private void waitFor(Channel channel) {
        limit = channel.eventLoop().schedule(() -> channel.close(), patienceMillis, TimeUnit.MILLISECONDS);
    }

    private void stopWaiting() {
        ScheduledFuture<?> waiting = limit;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        stopWaiting();
        Channel channel = context.channel();
        channel.config().setAutoRead(false);
        boolean isLast = !HttpUtil.isKeepAlive(request) || !request.decoderResult().isSuccess();
        Ask ask;
        try {
            ask = Asks.of(channel, request);
        } catch (Refusal refusal) {
            write(channel, Problems.of(refusal), true);
            return;
        }
        answer(channel, ask, isLast);
    }

    private void answer(Channel channel, Ask ask, boolean isLast) {
        if (Router.isInstant(ask)) {
            write(channel, router.answer(ask), isLast);
            return;
        }
        try {
            staff.forAsk(ask).execute(() -> {
                Reply reply = router.answer(ask);
                channel.eventLoop().execute(() -> write(channel, reply, isLast));
            });
        } catch (RejectedExecutionException e) {
            write(channel, Problems.of(Staff.busy()), isLast);
        }
    }

    private void write(Channel channel, Reply reply, boolean isLast) {
        channel.writeAndFlush(Replies.of(reply, isLast)).addListener((ChannelFutureListener) written -> {
            if (!written.isSuccess() || isLast) {
                channel.close();
            } else {
                waitFor(channel);
                channel.config().setAutoRead(true);
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopWaiting();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.log(System.Logger.Level.DEBUG, () -> context.channel().remoteAddress() + " is cut off: " + cause);
        }
        context.close();
    }
}
