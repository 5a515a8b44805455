// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Peer;
import io.ternmq.broker.engine.Shard;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.LinkService;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes up connections for one broker, on whatever thread a link calls, until it is stopped. The service itself is the
 * door for clients in the same process.
 */
public final class BrokerService implements LinkService {

    private final Shard shard;
    private final Admission admission;
    private final AtomicLong connections = new AtomicLong();
    private final Set<BrokerSession> open = ConcurrentHashMap.newKeySet();
    private final Runnable lastOneOut;
    private volatile @Nullable ProviderException stopped;

    /** Serves connections of everybody. */
    public BrokerService(Shard shard, Runnable lastOneOut) {
        this(shard, new Admission(null), lastOneOut);
    }

    /**
     * Serves connections.
     *
     * @param shard      the core
     * @param admission  decides who may connect
     * @param lastOneOut called whenever the last open connection has gone, on the thread that closed it
     */
    public BrokerService(Shard shard, Admission admission, Runnable lastOneOut) {
        this.shard = shard;
        this.admission = admission;
        this.lastOneOut = lastOneOut;
    }

    /** The door for clients behind a network; the link knows best who is there. */
    public LinkService doorFor(Peer peer) {
        return client -> accept(client, peer);
    }

    @Override
    public LinkPeer accept(LinkEvents client) {
        return accept(client, Peer.LOCAL);
    }

    private LinkPeer accept(LinkEvents client, Peer peer) {
        ProviderException why = stopped;
        if (why != null) {
            throw new ProviderException(ErrorCode.CONNECTION_LOST, "The broker has stopped", why);
        }
        BrokerSession session = new BrokerSession(this, shard, connections.incrementAndGet(), client, peer);
        open.add(session);
        return session;
    }

    /** How many connections are open. */
    public int openConnections() {
        return open.size();
    }

    /** Tells every client that its connection is lost, and takes up no more. */
    public void stop(ProviderException reason) {
        stopped = reason;
        for (BrokerSession session : open) {
            session.lose(reason);
        }
        open.clear();
    }

    Admission admission() {
        return admission;
    }

    void onGone(BrokerSession session) {
        if (open.remove(session) && open.isEmpty()) {
            lastOneOut.run();
        }
    }
}
