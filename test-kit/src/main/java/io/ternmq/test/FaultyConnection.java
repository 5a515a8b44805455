// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import io.ternmq.api.ProviderException;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.ReplyHandler;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection between a client and a broker. Requests go straight through. What comes back goes through a line, so
 * that it can wait there; whoever adds to the line empties it unless somebody is at it. Any thread may call.
 *
 * <pre>
 *   OPEN -- fault, or the broker ends it --> LOST   open requests are refused, then the client is told; nothing follows
 * </pre>
 */
final class FaultyConnection implements LinkPeer {

    private final LinkEvents client;
    private final LinkFaults faults;
    private final Events events = new Events();
    private final Set<Asked> unanswered = ConcurrentHashMap.newKeySet();
    private final Queue<Runnable> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger claims = new AtomicInteger();
    private final AtomicReference<@Nullable ProviderException> lost = new AtomicReference<>();
    private final AtomicReference<@Nullable LinkPeer> broker = new AtomicReference<>();
    private volatile boolean closed;
    private volatile boolean ended;

    FaultyConnection(LinkEvents client, LinkFaults faults) {
        this.client = client;
        this.faults = faults;
    }

    /** Where the broker tells what it has to tell. */
    LinkEvents events() {
        return events;
    }

    /** Names the other side. Called once, before the first request. */
    void join(LinkPeer peer) {
        broker.set(peer);
        faults.opened(this);
        if (lost.get() != null) {
            faults.closed(this);
        }
    }

    @Override
    public void onRequest(Request request, ReplyHandler handler) {
        if (handler == ReplyHandler.IGNORE) {
            if (mayPass()) {
                peer().onRequest(request, handler);
            }
            return;
        }
        Asked asked = new Asked(handler);
        unanswered.add(asked);
        if (!mayPass()) {
            asked.refuse(reason());
            return;
        }
        peer().onRequest(request, asked);
        if (request instanceof Disconnect) {
            faults.closed(this);
        }
    }

    @Override
    public void onLazyRequest(Request request) {
        if (mayPass()) {
            peer().onLazyRequest(request);
        }
    }

    @Override
    public void onFlush() {
        peer().onFlush();
    }

    @Override
    public void onLost() {
        closed = true;
        peer().onLost();
        if (!faults.isHolding()) {
            faults.closed(this);
        }
    }

    /** Counts a request and says whether it reaches the broker. */
    private boolean mayPass() {
        if (lost.get() == null && faults.losesRequest()) {
            lose(LinkFaults.lost());
        }
        return lost.get() == null;
    }

    private LinkPeer peer() {
        LinkPeer peer = broker.get();
        if (peer == null) {
            throw new IllegalStateException("A request came before the connection was taken up");
        }
        return peer;
    }

    /** The connection breaks: both sides notice. */
    void lose(ProviderException reason) {
        if (cut(reason)) {
            peer().onLost();
        }
    }

    /**
     * The connection breaks and the broker does not notice; false when it was broken before. What is held back is
     * lost with it, what is on its way still arrives.
     */
    boolean cut(ProviderException reason) {
        if (!lost.compareAndSet(null, reason)) {
            return false;
        }
        if (faults.isHolding()) {
            line.clear();
        }
        pass(() -> end(reason));
        faults.closed(this);
        return true;
    }

    private void end(ProviderException reason) {
        ended = true;
        unanswered.forEach(asked -> asked.refuse(reason));
        if (!closed) {
            client.onLost(reason);
        }
    }

    private ProviderException reason() {
        ProviderException reason = lost.get();
        return reason == null ? LinkFaults.lost() : reason;
    }

    int waiting() {
        return faults.isHolding() ? line.size() : 0;
    }

    private void pass(Runnable parcel) {
        line.add(parcel);
        drain();
        if (faults.isHolding()) {
            faults.heldOneMore();
        }
    }

    /** Empties the line, unless it is held; a loss is noticed at once. */
    void drain() {
        if (claims.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            while (!faults.isHolding() || lost.get() != null) {
                Runnable next = line.poll();
                if (next == null) {
                    break;
                }
                next.run();
            }
            seen = claims.addAndGet(-seen);
        } while (seen != 0);
    }

    /** What the broker tells. */
    private final class Events implements LinkEvents {

        @Override
        public void onEvent(Event event) {
            pass(() -> {
                if (!ended) {
                    client.onEvent(event);
                }
            });
        }

        @Override
        public void onLost(ProviderException reason) {
            cut(reason);
        }
    }

    /** A request without an answer so far; it is answered once, by the broker or by the loss of the connection. */
    private final class Asked implements ReplyHandler {

        private final ReplyHandler handler;
        private final AtomicBoolean answered = new AtomicBoolean();

        Asked(ReplyHandler handler) {
            this.handler = handler;
        }

        @Override
        public void onReply(Reply reply) {
            if (lost.get() == null && faults.losesReply()) {
                lose(LinkFaults.lost());
            } else {
                pass(() -> answer(reply));
            }
        }

        void refuse(ProviderException reason) {
            answer(new Reply.Refused(reason.code(), String.valueOf(reason.getMessage())));
        }

        private void answer(Reply reply) {
            if (answered.compareAndSet(false, true)) {
                unanswered.remove(this);
                handler.onReply(reply);
            }
        }
    }
}
