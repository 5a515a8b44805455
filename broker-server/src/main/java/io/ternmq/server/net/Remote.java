// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Identity;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.ReplyHandler;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.wire.Frame;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, which may outlive its channel. Requests come from the event loop of the channel; events and
 * replies from any thread.
 *
 * <pre>
 *   ATTACHED -- the channel closed --------> DETACHED   when the client may resume
 *   DETACHED -- the client resumed --------> ATTACHED
 *   both     -- leave, stop, or too late --> GONE
 * </pre>
 */
final class Remote implements LinkEvents {

    private static final int TELL_EVERY = 64;
    private static final int TELL_EVERY_BYTES = 1 << 20;

    private final Remotes remotes;
    private final Bytes key;
    private final Identity identity;
    private final Outbound outbound;
    private @Nullable LinkPeer peer;

    // Written under the monitor.
    private volatile @Nullable Channel channel;
    private volatile boolean gone;
    private long attachments;

    // Owned by the event loop of the channel.
    private long received;
    private long told;
    private long untoldBytes;

    Remote(Remotes remotes, Bytes key, Identity identity, boolean keeps) {
        this.remotes = remotes;
        this.key = key;
        this.identity = identity;
        this.outbound = new Outbound(keeps);
    }

    /** What a client has to know to go on with this connection. */
    Bytes key() {
        return key;
    }

    /** Whether the client may go on with it when its channel has closed. */
    boolean keeps() {
        return outbound.keeps();
    }

    /** Whose it is. */
    Identity identity() {
        return identity;
    }

    /** How many numbered frames of the client have arrived. */
    long received() {
        return received;
    }

    /** Names the broker's end; before anything arrives. */
    void to(LinkPeer broker) {
        peer = broker;
    }

    private LinkPeer peer() {
        return Objects.requireNonNull(peer, "taken up");
    }

    // --- the client -------------------------------------------------------------------------------------------------

    /**
     * Something arrived on a channel; called on its event loop. What a channel still has when the connection goes on
     * over another one is passed over: the client sends it again.
     */
    void onAsk(Channel from, Frame.Ask ask) {
        if (channel != from) {
            return;
        }
        received++;
        ReplyHandler handler = ask.number() == 0
                ? ReplyHandler.IGNORE
                : reply -> outbound.add(new Frame.Answer(ask.number(), reply));
        if (ask.request() instanceof Disconnect) {
            peer().onRequest(ask.request(), reply -> {
                remotes.forget(this);
                handler.onReply(reply);
            });
        } else {
            peer().onLazyRequest(ask.request(), handler);
        }
    }

    /**
     * All that had arrived has been handed over; called on the event loop.
     *
     * @param bytes how many bytes that was: a client holds no more than some without a word
     */
    void onTurn(int bytes) {
        peer().onFlush();
        untoldBytes += bytes;
        if (received - told >= TELL_EVERY || untoldBytes >= TELL_EVERY_BYTES) {
            told = received;
            untoldBytes = 0;
            outbound.add(new Frame.Received(received));
        }
    }

    /** The client has received so many frames; called on the event loop. */
    void onReceived(Channel from, long count) {
        if (channel == from) {
            outbound.received(count);
        }
    }

    /** There is room in the socket again; called on the event loop. */
    void onWritable() {
        outbound.plan();
    }

    /** Whether all that was said to the client has been written. */
    boolean isDrained() {
        return outbound.isDrained();
    }

    /** Whether it has a channel, be it only until that has closed. */
    boolean isAttached() {
        return channel != null;
    }

    // --- its channel ------------------------------------------------------------------------------------------------

    /**
     * Goes on over a channel; called on its event loop. A connection that is gone closes it; so does one that goes on
     * over another channel already, since of two attempts that were let in at the same time one is out of date. When it
     * is the other one, the client tries again.
     */
    void attach(Channel next) {
        boolean isAttached;
        synchronized (this) {
            isAttached = !gone && channel == null;
            if (isAttached) {
                channel = next;
                attachments++;
            }
        }
        if (isAttached) {
            outbound.attach(next);
        } else {
            next.close();
        }
    }

    /**
     * Prepares to go on over another channel: closes the present one, which is of no use to the client any more, and
     * goes back to what the client has received.
     *
     * @param loop runs what follows, which is told whether the client can go on here
     */
    void release(long clientReceived, EventExecutor loop, Consumer<Boolean> then) {
        Channel old = channel;
        if (old == null) {
            then.accept(rewind(clientReceived));
            return;
        }
        old.eventLoop().execute(() -> {
            drop(old);
            boolean isRewound = rewind(clientReceived);
            loop.execute(() -> then.accept(isRewound));
        });
    }

    /**
     * The client that wanted to go on elsewhere may be gone before it does: so the connection waits as for any other.
     */
    private void drop(Channel old) {
        onClosed(old);
        old.close();
    }

    /**
     * Another connection of its client takes its place: nothing of it is carried out any more when what follows runs.
     *
     * @param loop runs what follows
     */
    void replace(EventExecutor loop, Runnable then) {
        Channel old = channel;
        if (old == null) {
            leave();
            then.run();
            return;
        }
        old.eventLoop().execute(() -> {
            drop(old);
            leave();
            loop.execute(then);
        });
    }

    private synchronized boolean rewind(long clientReceived) {
        return !gone && channel == null && outbound.rewind(clientReceived);
    }

    /** The channel has closed. */
    void onClosed(Channel old) {
        long attachment;
        synchronized (this) {
            if (channel != old) {
                return;
            }
            channel = null;
            outbound.detach(old);
            attachment = attachments;
        }
        remotes.await(this, attachment);
    }

    /** The client has not come back in time. */
    void onTooLate(long attachment) {
        synchronized (this) {
            if (attachment != attachments || channel != null) {
                return;
            }
        }
        leave();
    }

    /** The acceptor ends: the broker loses the client and the client its connection. */
    void cutOff(ProviderException reason) {
        if (!gone) {
            LinkPeer broker = peer();
            onLost(reason);
            broker.onLost();
        }
    }

    /** The client is gone, with or without a word. */
    void leave() {
        if (finish()) {
            remotes.forget(this);
            peer().onLost();
        }
    }

    private synchronized boolean finish() {
        boolean first = !gone;
        gone = true;
        return first;
    }

    // --- the broker -------------------------------------------------------------------------------------------------

    @Override
    public void onEvent(Event event) {
        outbound.add(new Frame.Tell(event));
    }

    @Override
    public void onLost(ProviderException reason) {
        if (!finish()) {
            return;
        }
        remotes.forget(this);
        Channel last = channel;
        if (last != null) {
            outbound.add(new Frame.Bye(reason.code(), String.valueOf(reason.getMessage())));
            last.eventLoop().execute(() -> Channels.closeAfterWrite(last));
        }
    }

    @Override
    public String toString() {
        Channel now = channel;
        return "Connection of " + identity.name() + (now == null ? "" : " at " + now.remoteAddress());
    }
}
