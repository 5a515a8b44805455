// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.request.Requester;
import io.ternmq.api.pattern.request.RequesterMetrics;
import io.ternmq.pattern.Refusals;
import io.ternmq.pattern.Toolbox;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asks through the desk. Any thread. */
final class DeskRequester implements Requester {

    private final Toolbox tools;
    private final ReplyDesk desk;
    private final PendingReply.Terms terms;
    private final Duration limit;
    private final boolean persistent;
    private volatile boolean closed;

    DeskRequester(PendingReply.Terms terms, Duration limit, boolean persistent) {
        this.desk = terms.desk();
        this.tools = desk.tools();
        this.terms = terms;
        this.limit = limit;
        this.persistent = persistent;
    }

    @Override
    public <R> CompletableFuture<R> request(Channel to, Object body, Class<R> reply) {
        return request(to, body, PayloadType.of(reply), limit);
    }

    @Override
    public <R> CompletableFuture<R> request(Channel to, Object body, Class<R> reply, Duration longest) {
        return request(to, body, PayloadType.of(reply), longest);
    }

    @Override
    @SuppressWarnings("unchecked") // the answer is read as an Incoming<R>
    public <R> CompletableFuture<R> request(Channel to, Object body, PayloadType<R> reply, Duration longest) {
        return ask(Questions.of(to, body, longest, persistent), reply, longest, answer -> (R) answer.body());
    }

    @Override
    @SuppressWarnings("unchecked") // the answer is read as an Incoming<R>
    public <R> CompletableFuture<Incoming<R>> exchange(Outgoing<?> message, PayloadType<R> reply, Duration longest) {
        return ask(message, reply, longest, answer -> (Incoming<R>) answer);
    }

    private <V> CompletableFuture<V> ask(
            Outgoing<?> message, PayloadType<?> reply, Duration longest, Function<Incoming<?>, V> result) {
        RequesterCounters counters = terms.counters();
        if (closed) {
            return CompletableFuture.failedFuture(
                    new ProviderException(ErrorCode.ILLEGAL_STATE, "The requester was closed: it asks nothing more"));
        }
        if (!counters.enter()) {
            return CompletableFuture.failedFuture(new ProviderException(
                    ErrorCode.BUSY,
                    counters.limit() + " requests are outstanding: wait for replies, or raise maxOutstanding"));
        }
        return send(message, longest, form -> Replies.read(tools.forms(), form, reply), result);
    }

    private <V> CompletableFuture<V> send(
            Outgoing<?> message, Duration longest, PendingReply.Reader reader, Function<Incoming<?>, V> result) {
        PendingReply<V> pending = new PendingReply<>(terms, desk.nextCorrelation(), reader, result);
        try {
            ReplyRoute route = desk.route();
            pending.waitAt(route, desk.deadlineAfter(longest));
            terms.counters().sent();
            desk.ask(message, pending.correlation(), route, pending);
        } catch (JMSException e) {
            pending.fail(Refusals.of("Asking " + message.channel(), e));
        } catch (RuntimeException e) {
            pending.fail(e);
        }
        return pending;
    }

    @Override
    public RequesterMetrics metrics() {
        return terms.counters().metrics(desk.lateCount());
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        tools.release(this);
        desk.end(
                who -> who instanceof PendingReply<?> pending && pending.isOf(terms),
                new ProviderException(ErrorCode.ILLEGAL_STATE, "The requester was closed before the reply came"));
    }
}
