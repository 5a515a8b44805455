// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.client.Answer;
import io.ternmq.client.ClientConnection;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages that one consumer may be given: credit at the broker, and what has arrived against it.
 *
 * <p>Three parties touch it, and each has its own part:
 * <ul>
 * <li>the <em>consuming thread</em> (the one inside {@code receive}, or the turn that runs the listener) takes
 * messages,
 *     gives credit and decides on the window;
 * <li>whoever reports <em>events</em> adds messages and gives recalled ones back;
 * <li><em>anybody</em> may shut it and empty it.
 * </ul> Two rules keep them apart without a lock on the way of a message. Credit is given only under the monitor and
 * only while this is open, so that a revocation after {@link #shut()} comes after all credit. Whoever adds a message
 * looks afterwards whether this is still open, and whoever shuts it empties it afterwards, so that no message stays
 * behind.
 *
 * <p>The window is how much credit and messages together are wanted here. It is one message at first; then each
 * message is asked for one by one. It doubles whenever the consumer found the buffer empty and was served without
 * having to sleep: then asking is what takes the time. It falls back when a consumer gives up waiting or others wait.
 */
final class Prefetch {

    private static final int PROMPT_BEFORE_GROWTH = 2;

    private final ClientConnection connection;
    private final long consumer;
    private final DeliveryBuffer buffer = new DeliveryBuffer();
    /** Messages that left the buffer without being consumed. */
    private final AtomicLong returned = new AtomicLong();

    /** Calls the consuming thread when there may be a reason to ask. */
    private final Runnable waker;

    /**
     * How many messages have arrived since the consumer was opened, or opened anew. Counted when they are in the
     * buffer, so that whoever looks at the number and then finds the buffer empty knows that all of these were taken.
     * Owner: whoever reports events.
     */
    private final AtomicLong seen = new AtomicLong();

    /** How many recalls the broker has not seen answered yet. */
    private final AtomicInteger recalls = new AtomicInteger();

    /** How many recalls there were; counted before the broker is told. */
    private final AtomicInteger recallsBegun = new AtomicInteger();

    /** Written under the monitor, except at the end of it all. */
    private volatile boolean open;
    /** Credit was revoked since the consuming thread last counted. */
    private volatile boolean revoked;
    /** Another consumer of the same thread takes from the same place. */
    private volatile boolean competing;
    /** There is a reason to ask, though nothing was revoked. */
    private volatile boolean stirred;
    /** Others wait for messages. */
    private volatile boolean crowded;

    // The consuming thread's own.
    private int window = 1;
    private int prompt;
    private boolean foundEmpty;
    private long granted;
    private long taken;

    /** Messages keep the order in which they come, whatever their priority. */
    private volatile boolean ordered;

    /** What has come is done with for the broker: it does not come again, and cannot go back. */
    private volatile boolean unacknowledged;

    /** No message in the buffer has a lower priority. Owner: whoever reports events. */
    private int lowestPriority;

    Prefetch(ClientConnection connection, long consumer, Runnable waker) {
        this.connection = connection;
        this.consumer = consumer;
        this.waker = waker;
    }

    /** Says where the messages come from, before any does: a stream has an order of its own. */
    void read(Source source) {
        if (source instanceof Source.OfStream stream) {
            ordered = true;
            unacknowledged = stream.reading().isUnacknowledged();
        }
    }

    /** Keeps the window at one message from now on: what is held here, the same thread may look for elsewhere. */
    void compete() {
        competing = true;
    }

    // --- events -------------------------------------------------------------------------------------------------

    /**
     * Adds a message, in front of those of lower priority that nobody has taken yet; when this was shut in the
     * meantime, nothing stays in the buffer.
     */
    void arrived(Event.Deliver delivery) {
        put(delivery);
        seen.setRelease(seen.getPlain() + 1);
    }

    private void put(Event.Deliver delivery) {
        if (recalls.get() > 0) {
            release(List.of(delivery));
            return;
        }
        int priority = delivery.message().priority();
        if (priority > lowestPriority && !ordered) {
            overtake(delivery);
        } else {
            buffer.add(delivery);
            lowestPriority = priority;
        }
        if (!open || recalls.get() > 0) {
            release(drain());
        }
    }

    private void overtake(Event.Deliver delivery) {
        int priority = delivery.message().priority();
        Deque<Event.Deliver> behind = new ArrayDeque<>();
        Event.Deliver newest = buffer.takeNewest();
        while (newest != null && newest.message().priority() < priority) {
            behind.push(newest);
            newest = buffer.takeNewest();
        }
        if (newest != null) {
            buffer.add(newest);
        }
        buffer.add(delivery);
        behind.forEach(buffer::add);
        lowestPriority = behind.isEmpty() ? priority : behind.getLast().message().priority();
    }

    /**
     * Gives back everything, and credit too; whoever is consuming here has to ask anew. What arrives until the broker
     * has confirmed that was sent before it knew: it goes back too, lest it be seen before what it comes behind.
     */
    void recalledWhole() {
        beginReturn();
        release(drain());
        crowded = true;
    }

    private void beginReturn() {
        recallsBegun.incrementAndGet();
        recalls.incrementAndGet();
        connection.request(new Credit(consumer, Credit.REVOKE), reply -> endReturn());
        revoked = true; // not under the monitor: whoever holds it may wait for the link that reports this event
    }

    private void endReturn() {
        if (recalls.decrementAndGet() == 0) {
            waker.run();
        }
    }

    /** The broker has forgotten all of it: what is here comes again, and credit has to be given anew. */
    void restored() {
        drain();
        seen.setRelease(0);
        revoked = true; // not under the monitor, as above
    }

    /**
     * Gives back what is not needed at once: all but the first half. If that is something, then credit too, as with
     * {@link #recalledWhole()}.
     *
     * @param needed how many at least a thread is waiting for
     */
    void recalled(int needed) {
        crowded = true;
        int size = buffer.size();
        int surplus = size - Math.max(size / 2, needed);
        if (surplus <= 0) {
            return;
        }
        beginReturn();
        List<Event.Deliver> back = new ArrayList<>();
        for (int i = 0; i < surplus; i++) {
            Event.Deliver newest = buffer.takeNewest();
            if (newest != null) {
                back.add(0, newest);
            }
        }
        returned.addAndGet(back.size());
        release(back);
    }

    // --- anybody ------------------------------------------------------------------------------------------------

    /** True while messages may be taken and credit may be given. */
    boolean isOpen() {
        return open;
    }

    /** Lets messages through; the consuming thread has to ask for them. */
    synchronized void open() {
        stirred = true;
        open = true;
    }

    /** Makes the consuming thread ask, though nothing has arrived. */
    void stir() {
        stirred = true;
    }

    /** Lets no message through any more. Follow with {@link #revoke()} and {@link #drain()}. */
    synchronized void shut() {
        open = false;
    }

    /**
     * Lets no message through any more, the consumer being gone: there is nothing to revoke, and no lock to wait for.
     */
    void end() {
        open = false;
    }

    /** Asks the broker for all unused credit back; with its answer, everything delivered against it has arrived. */
    Answer revoke() {
        return connection.ask(new Credit(consumer, Credit.REVOKE));
    }

    /** Waits for the answer to {@link #revoke()}; the consuming thread will count anew. */
    void awaitRevoked(Answer answer) {
        try {
            connection.await(new Credit(consumer, Credit.REVOKE), answer);
        } finally {
            markRevoked();
        }
    }

    /** Empties the buffer, unless what is in it cannot go back: then it stays for later. */
    List<Event.Deliver> drain() {
        if (unacknowledged) {
            return List.of();
        }
        List<Event.Deliver> all = new ArrayList<>();
        Event.Deliver delivery = buffer.takeOldest();
        while (delivery != null) {
            all.add(delivery);
            delivery = buffer.takeOldest();
        }
        returned.addAndGet(all.size());
        return all;
    }

    /** Gives messages back that nobody saw, without waiting. */
    void release(List<Event.Deliver> unseen) {
        if (!unseen.isEmpty()) {
            connection.post(new Settle(Settlements.of(Outcome.RELEASED, unseen, null)));
        }
    }

    /** True when there is something to take. */
    boolean isReady() {
        return open && !buffer.isEmpty();
    }

    // --- the consuming thread -----------------------------------------------------------------------------------

    /**
     * True when {@link #ask()} has to be called again, because what was asked before does not count any more. Not
     * while a recall is under way: its end wakes the consuming thread.
     */
    boolean needsAsking() {
        return open && (revoked || stirred) && recalls.get() == 0;
    }

    /** True when there is a reason to ask again that is not a revocation: what was asked for before came to nothing. */
    boolean isStirred() {
        return open && stirred;
    }

    /** Takes the oldest message, or null. Expired ones go back to the broker, which knows what to do with them. */
    Event.@Nullable Deliver take() {
        while (open) {
            Event.Deliver delivery = buffer.takeOldest();
            if (delivery == null) {
                return null;
            }
            taken++;
            if (isExpired(delivery) || (!open && !unacknowledged)) {
                release(List.of(delivery));
                stirred = true; // the credit was used for nothing: whoever waits has to ask again
            } else {
                noteTaken();
                return delivery;
            }
        }
        return null;
    }

    /** Asks for messages, the buffer being empty; what waits on this side is sent. */
    void ask() {
        foundEmpty = true;
        if (!give(connection::post)) {
            connection.flush();
        }
    }

    /** Asks, the buffer being empty, and waits until everything that can be delivered at once has arrived. */
    void askAndWait() {
        foundEmpty = true;
        Answer[] answer = new Answer[1];
        if (give(credit -> answer[0] = connection.ask(credit))) {
            connection.await(new Credit(consumer, window), answer[0]);
        } else {
            awaitRevoked(revoke());
        }
    }

    /** The consuming thread goes to sleep, or off to something else: waiting is not a matter of credit. */
    void idle() {
        foundEmpty = false;
        prompt = 0;
    }

    /** The consuming thread goes to sleep until a message comes: what others hold without need is wanted here. */
    void announceSleep() {
        long known = seen.getAcquire();
        if (open && buffer.isEmpty() && held() > 0) {
            connection.post(new Await(consumer, known));
        }
    }

    /** The consuming thread gives up waiting: no message shall come that nobody waits for. */
    void giveUp() {
        idle();
        countAnew();
        window = 1;
        if (held() > 0) {
            awaitRevoked(revoke());
        }
    }

    /** A failure of the consumer: begins again with one message at a time. */
    void shrink() {
        idle();
        window = 1;
    }

    /**
     * Accepts a message and gives the credit that is due with it.
     *
     * @param eager whether a window of one is filled before it is asked for
     * @return what to wait for before the next message is seen, or null when there is nothing
     */
    @Nullable Acknowledged accept(Event.Deliver delivery, boolean eager) {
        if (unacknowledged) {
            refill(eager);
            return null;
        }
        if (due(eager) == 0) {
            return send(delivery, 0);
        }
        synchronized (this) {
            int begun = recallsBegun.get();
            int credit = mayGive() ? due(eager) : 0;
            grant(credit);
            Acknowledged acknowledged = send(delivery, credit);
            takeBackIfRecalledSince(begun);
            return acknowledged;
        }
    }

    /** Gives the credit that is due, for a message that is acknowledged otherwise. */
    void refill(boolean eager) {
        if (due(eager) > 0) {
            synchronized (this) {
                int begun = recallsBegun.get();
                int credit = mayGive() ? due(eager) : 0;
                if (credit > 0) {
                    grant(credit);
                    connection.postLazily(new Credit(consumer, credit));
                    takeBackIfRecalledSince(begun);
                }
            }
        }
    }

    private @Nullable Acknowledged send(Event.Deliver delivery, int credit) {
        Acknowledge acknowledge = new Acknowledge(consumer, delivery.delivery(), credit);
        if (delivery.message().isPersistent()) {
            return new Acknowledged(acknowledge, connection.ask(acknowledge));
        }
        connection.postLazily(acknowledge);
        return null;
    }

    /**
     * Gives credit for the whole window if there is none; false when there is some, or this is shut, or a recall is
     * under way.
     */
    private synchronized boolean give(Consumer<Credit> how) {
        int begun = recallsBegun.get();
        countAnew();
        boolean mayGive = mayGive(); // looked at after counting, which forgets that credit was revoked
        stirred = open && !mayGive;
        if (!mayGive || held() > 0) {
            return false;
        }
        grant(window);
        how.accept(new Credit(consumer, window));
        takeBackIfRecalledSince(begun);
        return true;
    }

    /**
     * New credit must not reach the broker before everything that was sent against the old one is on its way back: the
     * broker would answer it with messages that come behind those.
     */
    private boolean mayGive() {
        return open && recalls.get() == 0;
    }

    /**
     * A recall may have begun while credit was being given, and have reached the broker first; nobody but the caller
     * takes messages, so that it can still send everything back. By the consuming thread.
     */
    private void takeBackIfRecalledSince(int begun) {
        if (recallsBegun.get() != begun) {
            beginReturn();
            release(drain());
            stirred = true;
        }
    }

    private synchronized void markRevoked() {
        revoked = true;
    }

    private void grant(int credit) {
        granted = taken + returned.get() + Math.max(held(), 0) + credit;
    }

    /** Credit that is due: what was used, once that is half of the window. */
    private int due(boolean eager) {
        if (window == 1 && !eager) {
            return 0;
        }
        countAnew();
        long used = window - Math.max(held(), 0);
        return used > 0 && used * 2 >= window ? (int) used : 0;
    }

    /** Credit given and not used, together with what is in the buffer. */
    private long held() {
        return granted - taken - returned.get();
    }

    private void countAnew() {
        if (revoked) {
            revoked = false;
            granted = taken + returned.get() + buffer.size();
        }
        if (crowded) {
            crowded = false;
            prompt = 0;
            window = Math.max(1, window / 2);
        }
        if (competing) {
            window = 1;
        }
    }

    private void noteTaken() {
        if (foundEmpty) {
            foundEmpty = false;
            if (++prompt >= PROMPT_BEFORE_GROWTH && !competing) {
                window = Math.min(window * 2, connection.policy().maxPrefetch());
            }
        }
    }

    private boolean isExpired(Event.Deliver delivery) {
        long expiration = delivery.message().expirationMillis();
        return expiration != 0 && expiration <= connection.time().millis();
    }
}
