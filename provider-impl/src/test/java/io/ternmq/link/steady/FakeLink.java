// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.TimeSource;
import io.ternmq.link.Link;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.ReplyHandler;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A link that a test breaks, and that writes down what it was asked. For one thread. */
final class FakeLink implements Link {

    private final LinkEvents events;
    private final Function<Request, @Nullable Reply> broker;
    private final List<Request> heard = new ArrayList<>();
    private final Map<ReplyHandler, Request> open = new LinkedHashMap<>();
    private boolean isGone;

    /**
     * Stands at once.
     *
     * @param broker answers requests, or with null does not
     */
    FakeLink(LinkEvents events, Function<Request, @Nullable Reply> broker) {
        this.events = events;
        this.broker = broker;
    }

    /** The answer to a connect. */
    static @Nullable Reply connects(Request request, String name) {
        return request instanceof Connect ? new Reply.Connected(name) : null;
    }

    LinkEvents events() {
        return events;
    }

    /** What it was asked, with what wants no answer. */
    List<Request> heard() {
        return heard;
    }

    /** Breaks; the broker has forgotten everything. */
    void lose() {
        isGone = true;
        Map<ReplyHandler, Request> rest = Map.copyOf(open);
        open.clear();
        rest.keySet().forEach(handler -> handler.onReply(loss()));
        events.onLost(new ProviderException(ErrorCode.CONNECTION_LOST, "lost"));
    }

    private static Reply loss() {
        return new Reply.Refused(ErrorCode.CONNECTION_LOST, "lost");
    }

    @Override
    public void request(Request request, ReplyHandler handler) {
        if (isGone) {
            handler.onReply(loss());
            return;
        }
        heard.add(request);
        open.put(handler, request);
        Reply reply = broker.apply(request);
        if (reply != null && open.remove(handler) != null) {
            handler.onReply(reply);
        }
    }

    @Override
    public void post(Request request) {
        if (!isGone) {
            heard.add(request);
        }
    }

    @Override
    public void postLazily(Request request) {
        post(request);
    }

    @Override
    public void flush() {
        // nothing waits
    }

    @Override
    public TimeSource time() {
        throw new UnsupportedOperationException("not asked for");
    }

    @Override
    public void close() {
        isGone = true;
    }
}
