// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import io.ternmq.link.Link;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.ReplyHandler;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.Vote;
import io.ternmq.protocol.WasCommitted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A link that finds its broker again.
 *
 * <pre>
 *   STANDING -- the link broke ----------------------------> MENDING
 *   MENDING  -- resumed: the broker remembers all ---------> STANDING
 *   MENDING  -- opened anew: the broker is told again -----> STANDING   a new life of the connection
 *   MENDING  -- the time is over, or the broker refuses ---> ENDED      the client is told, once
 *   any      -- close -------------------------------------> ENDED
 * </pre>
 *
 * While it is mended, requests are kept; afterwards they are handed over in their order, before any later one. The
 * monitor guards the state and is never held while a link is talked to.
 */
final class SteadyLink implements Link {

    private static final Log LOG = Log.of(SteadyLink.class);

    private enum State { STANDING, MENDING, ENDED }

    /** What can be done about a link that broke while it was mended. */
    enum Relapse { RESUMABLE, LOST }

    private final SteadyConnector connector;
    private final LinkEvents client;
    private final Deliveries deliveries = new Deliveries();
    private final LocalWork work = new LocalWork();
    private final Belongings belongings = new Belongings();
    private final Translation translation = new Translation(deliveries, work);
    private final Set<Unanswered> unanswered = new LinkedHashSet<>();
    private final Deque<Unanswered> waiting = new ArrayDeque<>();
    private volatile State state = State.STANDING;

    /** The link broke once more before it stood. */
    private @Nullable Relapse relapse;

    private volatile Ear ear;
    private volatile Link link;

    SteadyLink(SteadyConnector connector, LinkEvents client) {
        this.connector = connector;
        this.client = client;
        Ear first = new Ear();
        this.ear = first;
        this.link = connector.connector().open(first);
    }

    // --- the client -------------------------------------------------------------------------------------------------

    /** How a request goes over a link. */
    @FunctionalInterface
    private interface Way {

        void go(Link to, Request request, ReplyHandler handler);
    }

    @Override
    public void request(Request request, ReplyHandler handler) {
        ask(request, handler, Link::request);
    }

    @Override
    public void requestSoon(Request request, ReplyHandler handler) {
        ask(request, handler, Link::requestSoon);
    }

    private void ask(Request request, ReplyHandler handler, Way way) {
        Unanswered asked = new Unanswered(request, handler);
        @Nullable Reply atOnce = null;
        @Nullable Link to = null;
        synchronized (this) {
            if (state == State.ENDED) {
                atOnce = request instanceof Disconnect ? Reply.Done.INSTANCE : closed();
            } else if (state == State.MENDING) {
                atOnce = keep(asked);
            } else {
                belongings.asked(request);
                unanswered.add(asked);
                to = link; // not to be handed to a later life by this thread as well as by the one that mends
            }
        }
        if (atOnce != null) {
            handler.onReply(atOnce);
        } else if (to != null) {
            handOver(asked, to, false, way);
        }
    }

    /** Keeps a request until the link stands. Nobody who takes leave has to wait for that: the answer is certain. */
    private @Nullable Reply keep(Unanswered asked) {
        Request request = asked.request();
        if (request instanceof Disconnect) {
            return Reply.Done.INSTANCE;
        }
        belongings.asked(request);
        boolean isFarewell = request instanceof CloseConsumer || request instanceof Rollback;
        Unanswered kept = isFarewell ? new Unanswered(request, ReplyHandler.IGNORE) : asked;
        unanswered.add(kept);
        waiting.add(kept);
        return isFarewell ? Reply.Done.INSTANCE : null;
    }

    @Override
    public void post(Request request) {
        postOn(request, false);
    }

    @Override
    public void postLazily(Request request) {
        postOn(request, true);
    }

    private void postOn(Request request, boolean isLazy) {
        Step step;
        Link to;
        synchronized (this) {
            if (state == State.MENDING) {
                Unanswered asked = new Unanswered(request, ReplyHandler.IGNORE);
                unanswered.add(asked);
                waiting.add(asked);
            }
            if (state != State.STANDING) {
                return;
            }
            to = link; // the numbers in the step mean something in this life only
            step = translation.first(request);
            noteSettled(request);
        }
        if (step instanceof Step.Answered answered) {
            answered.before().forEach(to::post);
        } else if (step instanceof Step.Forward forward && isLazy) {
            to.postLazily(forward.request());
        } else if (step instanceof Step.Forward forward) {
            to.post(forward.request());
        }
    }

    @Override
    public void flush() {
        link.flush();
    }

    @Override
    public TimeSource time() {
        return link.time();
    }

    @Override
    public boolean isInterrupted() {
        return state == State.MENDING;
    }

    @Override
    public void close() {
        if (end(closed()) != null) {
            link.close();
        }
    }

    // --- requests and their answers ---------------------------------------------------------------------------------

    private void handOver(Unanswered asked, Link to, boolean isAgain) {
        handOver(asked, to, isAgain, Link::request);
    }

    private void handOver(Unanswered asked, Link to, boolean isAgain, Way way) {
        Step step;
        synchronized (this) {
            step = isAgain && asked.isHandedOver()
                    ? translation.again(asked.request())
                    : translation.first(asked.request());
            asked.handOver(belongings.name());
        }
        if (step instanceof Step.Forward forward) {
            way.go(to, forward.request(), reply -> onReply(asked, to, reply));
        } else if (step instanceof Step.Answered answered) {
            answered.before().forEach(to::post);
            answer(asked, answered.reply());
        } else if (step instanceof Step.Repeat repeat) {
            way.go(to, repeat.request(), reply -> onRepeated(asked, to, repeat, reply));
        } else if (step instanceof Step.InDoubt doubt) {
            resolve(asked, to, doubt);
        }
    }

    private void onRepeated(Unanswered asked, Link to, Step.Repeat step, Reply reply) {
        if (step.leavesInDoubt(reply)) {
            answer(asked, step.otherwise());
        } else {
            onReply(asked, to, reply);
        }
    }

    /** A commit of which nobody knows whether it took place: the broker does. */
    private void resolve(Unanswered asked, Link to, Step.InDoubt doubt) {
        to.request(new WasCommitted(asked.life(), doubt.transaction()), reply -> {
            if (isLoss(reply)) {
                onReply(asked, to, reply);
            } else if (reply instanceof Reply.Voted voted && voted.vote() == Vote.DONE) {
                to.post(new Rollback(doubt.transaction(), List.of()));
                answer(asked, Reply.Done.INSTANCE);
            } else if (doubt.isRepeatable()) {
                commitAgain(asked);
                to.request(new Commit(doubt.transaction(), List.of(), true), again -> onReply(asked, to, again));
            } else {
                to.post(new Rollback(doubt.transaction(), List.of()));
                answer(asked, Translation.rolledBack());
            }
        });
    }

    /** It is certain that an earlier life has not seen this commit; from now on the present one may have. */
    private synchronized void commitAgain(Unanswered asked) {
        asked.beginLife(belongings.name());
    }

    /** A request that its link lost is kept, and handed over when there is another link. */
    private void onReply(Unanswered asked, Link from, Reply reply) {
        if (isLoss(reply)) {
            Link other = null;
            synchronized (this) {
                if (state == State.STANDING && link != from && unanswered.contains(asked)) {
                    other = link;
                } else if (state != State.ENDED && !(asked.request() instanceof Connect)) {
                    return;
                }
            }
            if (other != null) {
                handOver(asked, other, true);
                return;
            }
        }
        answer(asked, reply);
    }

    private static boolean isLoss(Reply reply) {
        return reply instanceof Reply.Refused refused
                && (refused.code() == ErrorCode.CONNECTION_LOST || refused.code() == ErrorCode.STORE_FAILED);
    }

    private void answer(Unanswered asked, Reply reply) {
        synchronized (this) {
            if (!unanswered.remove(asked)) {
                return;
            }
            belongings.answered(asked.request(), reply);
            if (asked.request() instanceof OpenConsumer open && reply instanceof Reply.Done) {
                boolean isOfStream = open.source() instanceof Source.OfStream;
                deliveries.opened(open, isOfStream ? link.time().millis() : 0);
            }
            if (asked.request() instanceof Commit commit) {
                work.ended(commit.transaction());
            }
            if (reply instanceof Reply.Done) {
                noteSettled(asked.request());
            }
        }
        asked.handler().onReply(reply);
    }

    private void noteSettled(Request request) {
        if (request instanceof Acknowledge acknowledge) {
            deliveries.settled(acknowledge.consumer(), acknowledge.delivery());
        } else if (request instanceof Settle settle) {
            deliveries.settled(settle.settlements());
        } else if (request instanceof Commit commit) {
            deliveries.settled(commit.settlements());
        } else if (request instanceof Rollback rollback) {
            deliveries.settled(rollback.settlements());
        } else if (request instanceof CloseConsumer close) {
            deliveries.settled(close.settlements());
            deliveries.closed(close.consumer());
        }
    }

    // --- the link ---------------------------------------------------------------------------------------------------

    /** Hears one life of the connection; what is said to an earlier one is passed over. */
    private final class Ear implements LinkEvents {

        /** Its link is gone, or has been replaced. Under the monitor of the link. */
        private boolean isDeaf;

        @Override
        public void onEvent(Event event) {
            synchronized (SteadyLink.this) {
                if (isDeaf) {
                    return;
                }
            }
            if (event instanceof Event.Deliver deliver) {
                arrived(deliver);
                return;
            }
            if (event instanceof Event.ConsumerClosed ended) {
                synchronized (SteadyLink.this) {
                    belongings.ended(ended.consumer());
                    deliveries.forget(ended.consumer());
                }
            }
            client.onEvent(event);
        }

        private void arrived(Event.Deliver deliver) {
            Event.Deliver seen;
            synchronized (SteadyLink.this) {
                seen = belongings.isLeasing(deliver.consumer())
                        ? deliveries.leased(deliver)
                        : deliveries.arrived(deliver);
            }
            if (seen != null) {
                client.onEvent(seen);
            } else {
                link.post(new Acknowledge(deliver.consumer(), deliver.delivery(), 1));
            }
        }

        @Override
        public boolean onInterrupted(ProviderException reason) {
            return beginMending(this, reason, true);
        }

        @Override
        public void onLost(ProviderException reason) {
            boolean isCurable =
                    reason.code() == ErrorCode.CONNECTION_LOST || reason.code() == ErrorCode.STORE_FAILED;
            boolean isMending = isCurable && beginMending(this, reason, false);
            if (!isMending && ear == this && state == State.STANDING) {
                endFor(reason);
            }
        }
    }

    private boolean beginMending(Ear who, ProviderException reason, boolean mayResume) {
        synchronized (this) {
            who.isDeaf |= ear != who || !mayResume;
            if (ear != who || belongings.identity() == null) {
                return false;
            }
            if (state == State.MENDING) {
                relapse = mayResume ? Relapse.RESUMABLE : Relapse.LOST;
            }
            if (state != State.STANDING) {
                return state == State.MENDING;
            }
            state = State.MENDING;
            waiting.clear();
        }
        LOG.log(System.Logger.Level.INFO, () -> "The link is being mended: " + reason.getMessage());
        connector.executor().execute(() -> new Mending(this, connector, reason).run(mayResume));
        return true;
    }

    // --- mending: called by the one thread that does it --------------------------------------------------------------

    /** Waits, unless the client closes the link meanwhile. */
    synchronized boolean pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (long left = millis;
                    left > 0 && state == State.MENDING;
                    left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return state == State.MENDING;
    }

    Link link() {
        return link;
    }

    LinkEvents newEar() {
        return new Ear();
    }

    /** The broker remembers everything: all goes on as if nothing had been. */
    void onResumed() {
        handOverWaiting(link);
    }

    /** What happened since the link was mended last; null when it stands. */
    @Nullable Relapse takeRelapse() {
        synchronized (this) {
            Relapse happened = relapse;
            relapse = null;
            return happened;
        }
    }

    /** Another link stands, and the broker knows nothing of the connection but who it is. */
    @Nullable Connect identity() {
        synchronized (this) {
            return belongings.identity();
        }
    }

    /** What has to be made anew there. */
    List<Request> belongings() {
        synchronized (this) {
            return belongings.again().stream().map(deliveries::again).toList();
        }
    }

    /** The broker will not make a consumer anew. */
    void onRefused(Request request, Reply.Refused why) {
        if (request instanceof OpenConsumer open) {
            synchronized (this) {
                belongings.ended(open.consumer());
            }
            client.onEvent(new Event.ConsumerClosed(open.consumer(), why));
        }
    }

    /** All that belongs to the connection stands again: begins its new life. */
    void onRestored(Link fresh, LinkEvents itsEar, Reply.Connected connected) {
        List<Request> again = new ArrayList<>();
        synchronized (this) {
            deliveries.beginLife();
            belongings.renamed(connected.connection());
            work.again().forEach(send ->
                    again.add(new Send(send.message(), send.transaction(), true)));
            unanswered.removeIf(Unanswered::isOfLife);
            waiting.clear();
            waiting.addAll(unanswered);
            link = fresh;
            ear.isDeaf = true;
            ear = (Ear) itsEar;
            relapse = ear.isDeaf ? Relapse.LOST : null; // it may have broken before anybody asked
        }
        again.forEach(fresh::post);
        client.onRestored();
        handOverWaiting(fresh);
    }

    /** Hands over what was kept, in its order; then the link stands, unless it has broken again. */
    private void handOverWaiting(Link to) {
        while (true) {
            Unanswered next;
            synchronized (this) {
                next = relapse == null ? waiting.poll() : null;
                if (next == null) {
                    state = state == State.MENDING && relapse == null ? State.STANDING : state;
                    return;
                }
            }
            handOver(next, to, true);
        }
    }

    /** Gives up: every request is refused, and the client is told. */
    void endFor(ProviderException reason) {
        List<Unanswered> rest = end(new Reply.Refused(reason.code(), String.valueOf(reason.getMessage())));
        if (rest != null) {
            link.close();
            client.onLost(reason);
        }
    }

    private @Nullable List<Unanswered> end(Reply.Refused refusal) {
        List<Unanswered> rest;
        synchronized (this) {
            if (state == State.ENDED) {
                return null;
            }
            state = State.ENDED;
            rest = new ArrayList<>(unanswered);
            unanswered.clear();
            waiting.clear();
            notifyAll();
        }
        rest.forEach(each -> each.handler().onReply(refusal));
        return rest;
    }

    private static Reply.Refused closed() {
        return new Reply.Refused(ErrorCode.CONNECTION_LOST, "The connection to the broker is closed");
    }
}
