// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.ProviderException;
import io.ternmq.broker.Outlet;
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

/** The broker's end of one connection. Called by the link on any thread; owns nothing but the fact that it is open. */
final class BrokerSession implements LinkPeer, Outlet {

    private final BrokerService service;
    private final Shard shard;
    private final long connection;
    private final LinkEvents client;
    private final AtomicBoolean gone = new AtomicBoolean();

    BrokerSession(BrokerService service, Shard shard, long connection, LinkEvents client) {
        this.service = service;
        this.shard = shard;
        this.connection = connection;
        this.client = client;
    }

    @Override
    public void onRequest(Request request, ReplyHandler handler) {
        if (request instanceof Connect connect) {
            shard.post(new Opening(connect, handler));
        } else if (request instanceof Disconnect) {
            depart(request, handler);
        } else {
            shard.post(new Asked(connection, request, handler));
        }
    }

    @Override
    public void onLazyRequest(Request request) {
        shard.postLazily(new Asked(connection, request, ReplyHandler.IGNORE));
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

    void lose(ProviderException reason) {
        if (gone.compareAndSet(false, true)) {
            client.onLost(reason);
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
            if (reply instanceof Reply.Refused && gone.compareAndSet(false, true)) {
                service.onGone(BrokerSession.this);
            }
            handler.onReply(reply);
        }
    }
}
