// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import io.ternmq.broker.engine.Shard;
import io.ternmq.common.TimeSource;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.LinkService;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes up connections for one broker, on whatever thread a link calls, until it is stopped. The service itself is the
 * door for clients in the same process.
 */
public final class BrokerService implements LinkService {

    private final Shard shard;
    private final Admission admission;
    private final AccessRules rules;
    private final AtomicLong connections = new AtomicLong();
    private final Set<BrokerSession> open = ConcurrentHashMap.newKeySet();
    private final Runnable lastOneOut;
    private volatile @Nullable ProviderException stopped;

    /** Serves connections of everybody. */
    public BrokerService(Shard shard, Runnable lastOneOut) {
        this(shard, new Admission(null), lastOneOut);
    }

    /** Serves connections that may do everything once they are let in. */
    public BrokerService(Shard shard, Admission admission, Runnable lastOneOut) {
        this(shard, admission, AccessRules.OPEN, lastOneOut);
    }

    /**
     * Serves connections.
     *
     * @param shard      the core
     * @param admission  decides who may connect
     * @param rules      who may do what
     * @param lastOneOut called whenever the last open connection has gone, on the thread that closed it
     */
    public BrokerService(Shard shard, Admission admission, AccessRules rules, Runnable lastOneOut) {
        this.shard = shard;
        this.admission = admission;
        this.rules = rules;
        this.lastOneOut = lastOneOut;
    }

    /** The door for clients behind a network; the link knows best who is there. */
    public LinkService doorFor(Peer peer) {
        return client -> open(client, peer, null);
    }

    @Override
    public LinkPeer accept(LinkEvents client) {
        return open(client, Peer.LOCAL, null);
    }

    /** The door for a client whose identity has been checked; its {@code Connect} is not checked again. */
    public LinkService doorFor(Peer peer, Identity identity) {
        return client -> open(client, peer, identity);
    }

    private LinkPeer open(LinkEvents client, Peer peer, @Nullable Identity identity) {
        ProviderException why = stopped;
        if (why != null) {
            throw new ProviderException(ErrorCode.CONNECTION_LOST, "The broker has stopped", why);
        }
        BrokerSession session = new BrokerSession(this, shard, connections.incrementAndGet(), client, peer, identity);
        open.add(session);
        return session;
    }

    /** The broker's clock. */
    TimeSource time() {
        return shard.time();
    }

    /** How many connections are open. */
    public int openConnections() {
        return open.size();
    }

    /**
     * Who is at the other end of a connection.
     *
     * @param user    who it is, or null for one that has not said so
     * @param address where it comes from
     */
    public record Caller(@Nullable String user, String address) {}

    /** Who is connected, by number of the connection; callable from any thread. */
    public Map<Long, Caller> callers() {
        return open.stream().collect(Collectors.toMap(BrokerSession::connection, BrokerSession::caller));
    }

    /**
     * Ends a connection: its client sees it lost, the core lets go of what belongs to it. Callable from any thread.
     *
     * @return false when there is no such connection
     */
    public boolean close(long connection, ProviderException reason) {
        return open.stream().anyMatch(session -> session.connection() == connection && session.expel(reason));
    }

    /** Tells every client that its connection is lost, and takes up no more. */
    public void stop(ProviderException reason) {
        stopped = reason;
        for (BrokerSession session : open) {
            session.lose(reason);
        }
        open.clear();
    }

    AccessRules rules() {
        return rules;
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
