// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.FastThreadLocal;
import io.ternmq.common.ByteWriter;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.FrameCodec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one client. Any thread adds frames; the event loop of the client's channel turns them into bytes once a
 * turn, and only while the socket takes them, so that what waits for a slow client is references to messages that the
 * broker holds anyway. Frames are kept until the client has received them, so that they can be sent again on another
 * channel.
 */
final class Outbound {

    private static final int WRITE_AT_ONCE = 64 * 1024;
    private static final int LARGEST_SCRATCH = 1 << 20;

    /** Where the frames of a turn become bytes before they go to the socket; one for each event loop. */
    private static final FastThreadLocal<ByteWriter> SCRATCH = new FastThreadLocal<>() {
        @Override
        protected ByteWriter initialValue() {
            return new ByteWriter(WRITE_AT_ONCE);
        }
    };

    private final Queue<Frame.FromBroker> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean planned = new AtomicBoolean();
    private final boolean keeps;
    private volatile @Nullable Channel channel;

    // Owned by the event loop of the channel, and when there is none by whoever attaches the
    // next one.
    private final Deque<Frame.FromBroker> kept = new ArrayDeque<>();
    private final Deque<Frame.FromBroker> again = new ArrayDeque<>();
    private long firstKept = 1;

    /**
     * Sends nothing before a channel is attached.
     *
     * @param keeps whether frames may have to be sent again
     */
    Outbound(boolean keeps) {
        this.keeps = keeps;
    }

    /** Whether frames may have to be sent again. */
    boolean keeps() {
        return keeps;
    }

    /** Adds a frame; it leaves soon, if there is a channel. */
    void add(Frame.FromBroker frame) {
        waiting.add(frame);
        plan();
    }

    /** Sees to it that the event loop looks, once. */
    void plan() {
        Channel to = channel;
        if (to != null && planned.compareAndSet(false, true)) {
            to.eventLoop().execute(() -> look(to));
        }
    }

    /** A look at a channel that has been replaced meanwhile may have kept others from planning one at the new one. */
    private void look(Channel to) {
        planned.set(false);
        if (channel != to) {
            plan();
            return;
        }
        try {
            send(to);
        } catch (RuntimeException e) {
            to.pipeline().fireExceptionCaught(e);
        }
    }

    /** Sends on a channel from now on; on its event loop. */
    void attach(Channel next) {
        channel = next;
        planned.set(false);
        plan();
    }

    /** Sends nowhere for now. */
    void detach(Channel old) {
        if (channel == old) {
            channel = null;
        }
    }

    /**
     * Goes on behind what the client has received; before a channel is attached.
     *
     * @return false when the client speaks of frames that it cannot have received, or not any more need
     */
    boolean rewind(long received) {
        if (received < firstKept - 1 || received > firstKept - 1 + kept.size()) {
            return false;
        }
        received(received);
        while (!kept.isEmpty()) {
            again.addFirst(kept.removeLast()); // in front of what an earlier channel did not get to send again
        }
        return true;
    }

    /** The client has received so many numbered frames. */
    void received(long count) {
        while (firstKept <= count && !kept.isEmpty()) {
            kept.removeFirst();
            firstKept++;
        }
    }

    private void send(Channel to) {
        ByteWriter bytes = SCRATCH.get();
        while (to.isWritable()) {
            bytes.truncate(0);
            while (bytes.size() < WRITE_AT_ONCE) {
                Frame.FromBroker frame = next();
                if (frame == null) {
                    break;
                }
                FrameCodec.encode(frame, bytes);
            }
            if (bytes.size() == 0) {
                break;
            }
            ByteBuf out = to.alloc().ioBuffer(bytes.size());
            to.write(out.writeBytes(bytes.array(), 0, bytes.size()), to.voidPromise());
        }
        if (bytes.array().length > LARGEST_SCRATCH) {
            SCRATCH.remove();
        }
        to.flush();
    }

    /** The next frame to send; requests that are done one after the other are told together. */
    private Frame.@Nullable FromBroker next() {
        Frame.FromBroker frame = again.poll();
        if (frame == null) {
            frame = waiting.poll();
            if (frame instanceof Frame.Answer answer && answer.reply() instanceof Reply.Done) {
                frame = range(answer);
            }
        }
        if (keeps && frame instanceof Frame.Numbered) {
            kept.addLast(frame);
        }
        return frame;
    }

    private Frame.DoneRange range(Frame.Answer first) {
        int count = 1;
        while (waiting.peek() instanceof Frame.Answer next
                && next.reply() instanceof Reply.Done
                && next.number() == first.number() + count) {
            waiting.remove();
            count++;
        }
        return new Frame.DoneRange(first.number(), count);
    }

    /** Whether everything that was added has been turned into bytes. */
    boolean isDrained() {
        return waiting.isEmpty() && again.isEmpty();
    }
}
