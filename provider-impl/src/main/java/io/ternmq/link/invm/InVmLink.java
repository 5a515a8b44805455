// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.invm;

import io.ternmq.common.TimeSource;
import io.ternmq.link.Connector;
import io.ternmq.link.Link;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.LinkService;
import io.ternmq.link.ReplyHandler;
import io.ternmq.protocol.Request;

/** Joins a client and a broker of one process by plain method calls on the caller's thread. */
public final class InVmLink implements Link {

    private final LinkPeer broker;
    private final TimeSource time;

    private InVmLink(LinkPeer broker, TimeSource time) {
        this.broker = broker;
        this.time = time;
    }

    /**
     * Opens links to a broker of this process.
     *
     * @param service the broker
     * @param time    the broker's clock
     */
    public static Connector connectorTo(LinkService service, TimeSource time) {
        return (LinkEvents events) -> new InVmLink(service.accept(events), time);
    }

    @Override
    public void request(Request request, ReplyHandler handler) {
        broker.onRequest(request, handler);
    }

    @Override
    public void post(Request request) {
        broker.onRequest(request, ReplyHandler.IGNORE);
    }

    @Override
    public void postLazily(Request request) {
        broker.onLazyRequest(request);
    }

    @Override
    public void flush() {
        broker.onFlush();
    }

    @Override
    public TimeSource time() {
        return time;
    }

    @Override
    public void close() {
        broker.onLost();
    }
}
