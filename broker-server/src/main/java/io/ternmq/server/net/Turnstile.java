// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.ternmq.common.Log;
import org.jspecify.annotations.Nullable;

/** Counts one channel in and out, and closes it at once when a limit has been reached. Owner: its event loop. */
final class Turnstile extends ChannelInboundHandlerAdapter {

    private static final Log LOG = Log.of(Turnstile.class);

    private final Gate gate;
    private boolean counted;
    private boolean pending;

    Turnstile(Gate gate) {
        this.gate = gate;
    }

    /** The stranger is none any more. */
    void letIn() {
        if (pending) {
            pending = false;
            gate.onDecided();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        @Nullable String limit = gate.tryEnter(System.nanoTime());
        if (limit != null) {
            LOG.log(System.Logger.Level.DEBUG,
                    () -> context.channel().remoteAddress() + " is turned away: " + limit + " is reached");
            context.close();
            return;
        }
        counted = true;
        pending = true;
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        letIn();
        if (counted) {
            counted = false;
            gate.onLeft();
        }
        context.fireChannelInactive();
    }
}
