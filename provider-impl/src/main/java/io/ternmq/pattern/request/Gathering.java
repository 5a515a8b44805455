// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.request.Gathered;
import io.ternmq.api.pattern.request.RemoteFailureException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A question to many, under way; also its entry at the desk. Any thread; replies are counted one after the other. */
final class Gathering<R> extends CompletableFuture<Gathered<R>> implements Awaiting {

    private final ReplyDesk desk;
    private final String correlation;
    private final PayloadType<R> type;
    private final Tally<R> tally;
    private @Nullable ReplyRoute route;
    private long deadlineMillis;
    private boolean over;

    Gathering(ReplyDesk desk, String correlation, PayloadType<R> type, Tally<R> tally) {
        this.desk = desk;
        this.correlation = correlation;
        this.type = type;
        this.tally = tally;
    }

    /** Before it comes into the desk. */
    void waitAt(ReplyRoute origin, long untilMillis) {
        route = origin;
        deadlineMillis = untilMillis;
    }

    String correlation() {
        return correlation;
    }

    @Override
    public @Nullable ReplyRoute route() {
        return route;
    }

    @Override
    public long deadlineMillis() {
        return deadlineMillis;
    }

    @Override
    public void onReply(Message reply) {
        Gathered<R> result;
        synchronized (this) {
            if (over) {
                desk.countLate();
                return;
            }
            count(reply);
            if (!tally.isMet() && !tally.isHopeless()) {
                return;
            }
            over = true;
            result = tally.result();
        }
        end(result);
    }

    private void count(Message reply) {
        try {
            RemoteFailureException failure = Replies.failureOf(reply);
            if (failure == null) {
                tally.add(read(reply));
            } else {
                tally.add(failure);
            }
        } catch (RemoteFailureException e) {
            tally.add(e);
        } catch (JMSException | RuntimeException | Error e) {
            tally.add(new RemoteFailureException(Replies.codeOf(e), Replies.messageOf(e), null));
        }
    }

    private Incoming<R> read(Message reply) throws JMSException {
        try {
            return desk.tools().forms().read(reply, type);
        } catch (PayloadException e) {
            String responder = reply.getStringProperty(MessageProperties.SOURCE);
            throw new RemoteFailureException(Replies.codeOf(e), Replies.messageOf(e), responder);
        }
    }

    @Override
    public void onTimeout() {
        Gathered<R> result;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            result = tally.result();
        }
        end(result);
    }

    private void end(Gathered<R> result) {
        desk.remove(correlation);
        super.complete(result);
    }

    @Override
    public void onLost(ProviderException why) {
        fail(why);
    }

    /** It was not sent, or nothing more can come. */
    void fail(RuntimeException why) {
        if (take()) {
            super.completeExceptionally(why);
        }
    }

    private boolean take() {
        desk.remove(correlation);
        synchronized (this) {
            boolean first = !over;
            over = true;
            return first;
        }
    }

    // --- ended by the program -----------------------------------------------------------------------------------

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        take();
        return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean complete(Gathered<R> value) {
        take();
        return super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        take();
        return super.completeExceptionally(failure);
    }

    /** Stages that hang on it are no entries of the desk. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
