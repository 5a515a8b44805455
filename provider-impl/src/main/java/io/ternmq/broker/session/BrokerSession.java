// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import io.ternmq.broker.Outlet;
import io.ternmq.broker.Rights;
import io.ternmq.broker.engine.ConnectCommand;
import io.ternmq.broker.engine.RequestCommand;
import io.ternmq.broker.engine.Shard;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.ReplyHandler;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The broker's end of one connection. Called by the link on any thread; owns nothing but the facts that it is open and
 * whose it is.
 */
final class BrokerSession implements LinkPeer, Outlet {

    private final BrokerService service;
    private final Shard shard;
    private final long connection;
    private final LinkEvents client;
    private final Peer peer;
    private volatile @Nullable Identity identity;
    private volatile UserRights rights;
    private final AtomicBoolean connected = new AtomicBoolean();
    private final AtomicBoolean gone = new AtomicBoolean();

    /** The identity is null until a client of this process has been asked. */
    BrokerSession(
            BrokerService service,
            Shard shard,
            long connection,
            LinkEvents client,
            Peer peer,
            @Nullable Identity identity) {
        this.service = service;
        this.shard = shard;
        this.connection = connection;
        this.client = client;
        this.peer = peer;
        this.identity = identity;
        this.rights = new UserRights(service.rules(), identity);
    }

    @Override
    public void onRequest(Request request, ReplyHandler handler) {
        if (request instanceof Connect connect) {
            connect(connect, handler);
        } else if (request instanceof Disconnect) {
            depart(request, handler);
        } else if (mayAsk(request, handler)) {
            shard.post(new Asked(connection, request, handler));
        }
    }

    @Override
    public void onLazyRequest(Request request) {
        if (mayAsk(request, ReplyHandler.IGNORE)) {
            shard.postLazily(new Asked(connection, request, ReplyHandler.IGNORE));
        }
    }

    @Override
    public void onLazyRequest(Request request, ReplyHandler handler) {
        if (request instanceof Connect || request instanceof Disconnect) {
            onRequest(request, handler);
        } else if (mayAsk(request, handler)) {
            shard.postLazily(new Asked(connection, request, handler));
        }
    }

    /** The one place where a request meets the permissions; what is refused goes no further. */
    private boolean mayAsk(Request request, ReplyHandler handler) {
        try {
            RequestAccess.check(request, rights);
            return true;
        } catch (ProviderException refusal) {
            handler.onReply(new Reply.Refused(refusal.code(), String.valueOf(refusal.getMessage())));
            return false;
        }
    }

    @Override
    public Rights rights() {
        return rights;
    }

    @Override
    public void onFlush() {
        shard.flush();
    }

    @Override
    public void onLost() {
        if (!gone.get()) {
            depart(new Disconnect(), ReplyHandler.IGNORE);
        }
    }

    @Override
    public void tell(Event event) {
        client.onEvent(event);
    }

    long connection() {
        return connection;
    }

    BrokerService.Caller caller() {
        Identity known = identity;
        return new BrokerService.Caller(known == null ? null : known.name(), peer.address());
    }

    /** Somebody who may wants the connection to end; false when it has ended. */
    boolean expel(ProviderException reason) {
        boolean first = gone.compareAndSet(false, true);
        if (first) {
            client.onLost(reason);
            shard.post(new Asked(connection, new Disconnect(), reply -> service.onGone(this)));
        }
        return first;
    }

    void lose(ProviderException reason) {
        if (gone.compareAndSet(false, true)) {
            client.onLost(reason);
        }
    }

    /** Checks the user on the calling thread. What goes on to the shard has no password any more. */
    private void connect(Connect request, ReplyHandler handler) {
        if (!connected.compareAndSet(false, true)) {
            handler.onReply(new Reply.Refused(
                    ErrorCode.ILLEGAL_STATE, "The connection was asked for already; open a link for another one"));
            return;
        }
        try {
            if (identity == null) {
                Identity found = service.admission().identify(request, peer);
                identity = found;
                rights = new UserRights(service.rules(), found);
            }
        } catch (ProviderException refusal) {
            turnAway();
            handler.onReply(new Reply.Refused(refusal.code(), String.valueOf(refusal.getMessage())));
            return;
        }
        shard.post(new Opening(new Connect(request.clientId(), request.user(), null), handler));
    }

    private void turnAway() {
        if (gone.compareAndSet(false, true)) {
            service.onGone(this);
        }
    }

    private void depart(Request request, ReplyHandler handler) {
        boolean first = gone.compareAndSet(false, true);
        shard.post(new Asked(connection, request, reply -> {
            if (first) {
                service.onGone(this);
            }
            handler.onReply(reply);
        }));
    }

    @Override
    public String toString() {
        Identity known = identity;
        String name = known == null ? "unknown" : known.name();
        return "BrokerSession[" + connection + ", " + name + " at " + peer.address() + ']';
    }

    private static final class Asked extends RequestCommand {

        private final ReplyHandler handler;

        Asked(long connection, Request request, ReplyHandler handler) {
            super(connection, request);
            this.handler = handler;
        }

        @Override
        protected void answer(Reply reply) {
            handler.onReply(reply);
        }
    }

    private final class Opening extends ConnectCommand {

        private final ReplyHandler handler;

        Opening(Connect request, ReplyHandler handler) {
            super(connection, request, BrokerSession.this);
            this.handler = handler;
        }

        @Override
        protected void answer(Reply reply) {
            if (reply instanceof Reply.Refused) {
                turnAway();
            }
            handler.onReply(reply);
        }
    }
}
