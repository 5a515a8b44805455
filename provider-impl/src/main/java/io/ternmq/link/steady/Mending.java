// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import io.ternmq.link.Link;
import io.ternmq.link.LinkEvents;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to mend one interruption, on one thread: to go on where the link broke, and when the broker does not
 * know the connection any more, or cannot be reached where it was, to begin anew.
 */
final class Mending {

    private static final Log LOG = Log.of(Mending.class);

    /** So often only the old place is tried, which loses nothing. */
    private static final int ATTEMPTS_AT_HOME = 3;

    private static final long LONGEST_CALL_SECONDS = 30;

    private final SteadyLink link;
    private final SteadyConnector connector;
    private final Backoff backoff;
    private final ProviderException reason;
    private final long endNanos;
    private boolean isResumable;

    /** The last attempt that came to nothing: the broker may keep it, with what belongs to one connection only. */
    private @Nullable Link abandoned;

    Mending(SteadyLink link, SteadyConnector connector, ProviderException reason) {
        this.link = link;
        this.connector = connector;
        this.backoff = connector.backoff();
        this.reason = reason;
        this.endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(connector.policy().timeoutMillis());
    }

    /**
     * Tries until the link stands, the client closes it, or the time is over.
     *
     * @param mayResume whether the broker may remember the connection
     */
    void run(boolean mayResume) {
        isResumable = mayResume;
        try {
            ProviderException last = reason;
            for (int attempt = 1; ; attempt++) {
                try {
                    if (isMended(attempt)) {
                        return;
                    }
                } catch (ProviderException e) {
                    last = e;
                    if (!isWorthAnother(e)) {
                        link.endFor(e);
                        return;
                    }
                }
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
                if (leftMillis <= 0) {
                    link.endFor(new ProviderException(ErrorCode.CONNECTION_LOST, "The connection was lost ("
                            + reason.getMessage() + ") and could not be mended within "
                            + connector.policy().timeoutMillis() + " ms: " + last.getMessage(), last));
                    return;
                }
                if (!link.pause(Math.min(leftMillis, backoff.next()))) {
                    return;
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "The connection could not be mended because of a defect", e);
            link.endFor(new ProviderException(ErrorCode.INTERNAL, "The connection could not be mended: " + e, e));
        }
    }

    private boolean isMended(int attempt) {
        if (isResumable && tryResume(attempt)) {
            link.onResumed();
            return isStanding();
        }
        if (!isResumable) {
            beginAnew();
            return isStanding();
        }
        return false;
    }

    private boolean isStanding() {
        SteadyLink.Relapse relapse = link.takeRelapse();
        isResumable = relapse == SteadyLink.Relapse.RESUMABLE;
        return relapse == null;
    }

    private boolean tryResume(int attempt) {
        try {
            boolean resumed = link.link().tryResume();
            isResumable = resumed;
            return resumed;
        } catch (ProviderException e) {
            if (attempt >= ATTEMPTS_AT_HOME && connector.hasOtherPlaces()) {
                isResumable = false;
                link.link().giveUp(e);
                return false;
            }
            throw e;
        }
    }

    private void beginAnew() {
        Connect identity = link.identity();
        if (identity == null) {
            throw new ProviderException(ErrorCode.CONNECTION_LOST, "The connection had not begun");
        }
        LinkEvents ear = link.newEar();
        Link former = abandoned;
        Link fresh = connector.connector().open(ear, former == null ? link.link() : former);
        try {
            Reply reply = call(fresh, identity);
            if (!(reply instanceof Reply.Connected connected)) {
                throw refusal(reply);
            }
            for (Request request : link.belongings()) {
                restore(fresh, request);
            }
            link.onRestored(fresh, ear, connected);
            abandoned = null;
        } catch (RuntimeException | Error e) {
            abandoned = fresh;
            fresh.close();
            throw e;
        }
    }

    private void restore(Link fresh, Request request) {
        Reply reply = call(fresh, request);
        if (reply instanceof Reply.Refused refused) {
            if (isWorthAnother(refused.toException())) {
                throw refused.toException();
            }
            link.onRefused(request, refused);
        }
    }

    private static ProviderException refusal(Reply reply) {
        return reply instanceof Reply.Refused refused
                ? refused.toException()
                : new ProviderException(ErrorCode.PROTOCOL, "The broker answered with " + reply);
    }

    /** What may be over in a moment: the broker is not there yet, or has not noticed that its client had gone. */
    private static boolean isWorthAnother(ProviderException e) {
        return switch (e.code()) {
            case CONNECTION_LOST, TIMEOUT, STORE_FAILED -> true;
            case INVALID_CLIENT_ID, SUBSCRIPTION_CONFLICT, RESOURCE_LIMIT -> true;
            default -> false;
        };
    }

    private static Reply call(Link to, Request request) {
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        to.request(request, answer::complete);
        to.flush();
        try {
            return answer.get(LONGEST_CALL_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ProviderException(ErrorCode.TIMEOUT, "The broker does not answer", e);
        } catch (ExecutionException e) {
            throw new ProviderException(ErrorCode.INTERNAL, "The answer could not be taken", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(ErrorCode.CONNECTION_LOST, "Interrupted", e);
        }
    }
}
