// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteWriter;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.FrameCodec;
import io.ternmq.protocol.wire.Wire;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the broker. Any thread adds frames; whoever wants them sent and finds nobody writing writes everything
 * that waits, in one piece. What was written is kept until the broker has received it, so that it can be written again
 * to another socket. The lock is never held while a socket is written to.
 */
final class Outgoing {

    private static final int MOST_WAITING = 1 << 20;
    private static final int MOST_KEPT = 16 << 20;
    private static final int SPARE_ROOM = 256 * 1024;
    private static final int ROOM = 16 * 1024;

    private final boolean keeps;
    private final int maxFrameBytes;
    private final Deque<Segment> kept = new ArrayDeque<>();
    private ByteWriter waiting = new ByteWriter(ROOM);
    private @Nullable ByteWriter spare;
    private @Nullable Wiring wiring;
    private long firstWaiting = 1;
    private long last;
    private long keptBytes;
    private boolean writing;
    private boolean ended;
    private boolean wroteSinceLook;

    /**
     * Begins on a socket.
     *
     * @param keeps         whether frames may have to be written again
     * @param maxFrameBytes longest frame that the broker takes
     */
    Outgoing(Wiring wiring, boolean keeps, int maxFrameBytes) {
        this.wiring = wiring;
        this.keeps = keeps;
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * What has been written in one piece.
     *
     * @param bytes frames
     * @param first number of the first numbered frame among them
     * @param last  number of the last one
     */
    private record Segment(ByteWriter bytes, long first, long last) {}

    /**
     * Adds a frame.
     *
     * @param mayWait whether the caller can be held back while too much waits
     * @return false when the link has ended
     * @throws ProviderException when the frame cannot be written, or the broker would hang up on it; it is not added
     */
    synchronized boolean add(Frame.FromClient frame, boolean mayWait) {
        if (mayWait) {
            awaitRoom();
        }
        if (!ended) {
            encode(frame);
            if (frame instanceof Frame.Numbered) {
                last++;
            }
        }
        return !ended;
    }

    private void encode(Frame.FromClient frame) {
        int start = waiting.size();
        FrameCodec.encode(frame, waiting);
        int length = waiting.size() - start - Wire.LENGTH_BYTES;
        if (length > maxFrameBytes) {
            waiting.truncate(start);
            throw new ProviderException(
                    ErrorCode.RESOURCE_LIMIT,
                    "A message of " + length + " bytes; " + maxFrameBytes
                            + " is the most that the broker takes in one piece (its setting maxMessageBytes): send the"
                            + " content as a bytes message, which is streamed, or in several messages");
        }
    }

    /** An interrupt is kept for later: the request has been made and must be answered. */
    private synchronized void awaitRoom() {
        boolean interrupted = false;
        while (!ended && (waiting.size() > MOST_WAITING || keptBytes > MOST_KEPT)) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Writes what waits, unless another thread is at it, which then does.
     *
     * @throws IOException when the socket failed
     */
    void write() throws IOException {
        while (true) {
            Wiring to;
            ByteWriter bytes;
            synchronized (this) {
                if (writing || wiring == null || waiting.size() == 0) {
                    return;
                }
                to = wiring;
                bytes = take();
                writing = true;
            }
            try {
                to.write(bytes);
            } catch (IOException e) {
                if (!isReplaced(to)) {
                    throw e;
                }
            } finally {
                afterWrite(bytes);
            }
        }
    }

    private ByteWriter take() {
        ByteWriter bytes = waiting;
        if (keeps && last >= firstWaiting) {
            kept.add(new Segment(bytes, firstWaiting, last));
            keptBytes += bytes.size();
        }
        firstWaiting = last + 1;
        waiting = spare == null ? new ByteWriter(ROOM) : spare;
        spare = null;
        wroteSinceLook = true;
        return bytes;
    }

    /** The bytes that were written are the last that were kept, if they still are. */
    private synchronized void afterWrite(ByteWriter bytes) {
        writing = false;
        if (kept.isEmpty() || kept.peekLast().bytes() != bytes) {
            recycle(bytes);
        }
        notifyAll();
    }

    private synchronized boolean isReplaced(Wiring failed) {
        return wiring != null && wiring != failed;
    }

    private void recycle(ByteWriter bytes) {
        if (bytes.array().length <= SPARE_ROOM) {
            bytes.truncate(0);
            spare = bytes;
        }
    }

    /** Whether something waits; then it is not to wait for long. */
    synchronized boolean isWaiting() {
        return waiting.size() > 0;
    }

    /** Whether anything was written since the last call. */
    synchronized boolean hasWritten() {
        boolean has = wroteSinceLook;
        wroteSinceLook = false;
        return has;
    }

    /** The broker has received numbered frames up to this one. */
    synchronized void received(long number) {
        boolean freed = false;
        while (!kept.isEmpty() && kept.peekFirst().last() <= number) {
            Segment segment = kept.removeFirst();
            keptBytes -= segment.bytes().size();
            if (!writing) {
                recycle(segment.bytes());
            }
            freed = true;
        }
        if (freed) {
            notifyAll();
        }
    }

    /** The socket is of no use any more; what is added waits for another one. */
    synchronized void interrupt() {
        wiring = null;
    }

    /**
     * Goes on with another socket, beginning behind what the broker has received.
     *
     * @param received number of the last frame that it has
     */
    synchronized void resume(Wiring next, long received) {
        ByteWriter all = new ByteWriter(ROOM);
        long first = Long.MAX_VALUE;
        for (Segment segment : kept) {
            first = Math.min(first, Math.max(segment.first(), received + 1));
            Frames.copyBehind(segment.bytes(), segment.first(), received, all);
        }
        all.putRaw(waiting.array(), 0, waiting.size());
        kept.clear();
        keptBytes = 0;
        firstWaiting = Math.min(first, firstWaiting);
        waiting = all;
        wiring = next;
        notifyAll();
    }

    /** Nothing is sent any more; those who wait for room go on. */
    synchronized void end() {
        ended = true;
        wiring = null;
        kept.clear();
        keptBytes = 0;
        notifyAll();
    }
}
