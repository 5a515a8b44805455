// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.ternmq.common.Log;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections in and out, and closes those at once for which there is no room. Event loops call. */
@Sharable
final class Turnstile extends ChannelInboundHandlerAdapter {

    private static final Log LOG = Log.of(Turnstile.class);

    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    Turnstile(int most) {
        this.most = most;
    }

    int open() {
        return open.get();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        boolean isFull = open.incrementAndGet() > most;
        context.channel().closeFuture().addListener(closed -> open.decrementAndGet());
        if (isFull) {
            LOG.log(System.Logger.Level.DEBUG, () -> context.channel().remoteAddress()
                    + " is turned away: http.max-connections " + most + " is reached");
            context.close();
        } else {
            context.fireChannelActive();
        }
    }
}
