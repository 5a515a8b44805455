// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.client.Answer;
import io.ternmq.client.ClientConnection;
import io.ternmq.client.ConsumerEvents;
import io.ternmq.common.TimeSource;
import io.ternmq.message.Address;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.EndLease;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.ExtendLease;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages from a queue, each with a lease. One thread takes at a time; any thread may extend and end leases, and
 * close. Nothing is fetched that nobody asked for: credit is as much as was asked, and what is left of it is revoked
 * before {@link #take} returns.
 */
public final class LeaseLine implements ConsumerEvents {

    private final ClientConnection connection;
    private final long number;
    private final Deque<Event.Deliver> arrived = new ArrayDeque<>();

    /** How many are wanted by the thread that waits; 0 when nobody does. Under the monitor, as the rest. */
    private long seen;
    private int wanted;

    private @Nullable ProviderException ended;
    private boolean closed;
    private volatile @Nullable Thread taker;

    private LeaseLine(ClientConnection connection) {
        this.connection = connection;
        this.number = connection.nextConsumer();
    }

    /**
     * Opens a line.
     *
     * @param leaseMillis how long a message belongs to its taker unless that is extended
     * @throws ProviderException when the broker refuses
     */
    public static LeaseLine open(
            ClientConnection connection, Address queue, @Nullable String selector, long leaseMillis) {
        LeaseLine line = new LeaseLine(connection);
        connection.addConsumer(line.number, line);
        try {
            connection.call(new OpenConsumer(line.number, new Source.OfLeases(queue, leaseMillis), selector));
        } catch (ProviderException e) {
            connection.removeConsumer(line.number);
            if (e.code() == ErrorCode.TIMEOUT) {
                connection.post(new CloseConsumer(line.number, List.of()));
            }
            throw e;
        }
        return line;
    }

    /** Whether the broker has ended it, or the connection is lost: it will never take anything again. */
    public synchronized boolean isOver() {
        return ended != null || closed;
    }

    /**
     * Takes what is there, or waits for the first.
     *
     * @param most  how many at most
     * @param nanos how long to wait; 0 for not at all
     * @return what was taken; empty when nothing came in time or the line was closed
     */
    public List<Event.Deliver> take(int most, long nanos) {
        begin(most);
        connection.post(new Credit(number, most));
        if (nanos > 0) {
            connection.post(new Await(number, seen())); // others may hold ready what nobody has asked for there
            sleep(nanos);
        }
        List<Event.Deliver> taken = end();
        List<Event.Deliver> complete = new ArrayList<>(taken.size());
        try {
            taken.forEach(delivery -> complete.add(BodyDownload.complete(connection, delivery)));
        } catch (ProviderException e) {
            taken.forEach(delivery -> connection.post(ending(delivery, Outcome.RELEASED, null, 0)));
            throw e;
        }
        return complete;
    }

    private synchronized void begin(int most) {
        ProviderException reason = ended;
        if (reason != null) {
            throw new ProviderException(reason.code(), String.valueOf(reason.getMessage()), reason);
        }
        wanted = most;
    }

    /** Takes the rest of the credit back; when that is answered, nothing follows. */
    private List<Event.Deliver> end() {
        synchronized (this) {
            wanted = 0;
        }
        Credit rest = new Credit(number, Credit.REVOKE);
        Answer answer = connection.ask(rest);
        connection.await(rest, answer);
        synchronized (this) {
            List<Event.Deliver> taken = List.copyOf(arrived);
            arrived.clear();
            return taken;
        }
    }

    private void sleep(long nanos) {
        TimeSource time = connection.time();
        taker = Thread.currentThread();
        long begin = time.nanos();
        boolean interrupted = false;
        for (long left = nanos; left > 0 && isWaiting(); left = nanos - (time.nanos() - begin)) {
            time.park(this, left);
            if (Thread.interrupted()) {
                interrupted = true;
                break;
            }
        }
        taker = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isWaiting() {
        return arrived.isEmpty() && ended == null && !closed;
    }

    private void wake() {
        Thread sleeper = taker;
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
    }

    // --- leases -------------------------------------------------------------------------------------------------

    /**
     * Keeps a message longer.
     *
     * @throws ProviderException with {@code LEASE_LOST} when the lease is over
     */
    public void extend(Event.Deliver delivery, long leaseMillis) {
        connection.call(new ExtendLease(number, delivery.delivery(), delivery.attempt(), leaseMillis));
    }

    /**
     * Ends a lease.
     *
     * @param cause       why the message failed, or null
     * @param delayMillis how long nobody is to get a message that failed; 0 for what the settings say
     * @throws ProviderException with {@code LEASE_LOST} when it is over
     */
    public void end(Event.Deliver delivery, Outcome outcome, @Nullable String cause, long delayMillis) {
        connection.call(ending(delivery, outcome, cause, delayMillis));
    }

    private EndLease ending(Event.Deliver delivery, Outcome outcome, @Nullable String cause, long delayMillis) {
        return new EndLease(number, delivery.delivery(), delivery.attempt(), outcome, cause, delayMillis);
    }

    /** Takes no more; leases that run go on. A second call does nothing. */
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        wake();
        if (connection.lost() == null) {
            connection.call(new CloseConsumer(number, List.of()));
        }
        connection.removeConsumer(number);
    }

    // --- events -------------------------------------------------------------------------------------------------

    @Override
    public void onDeliver(Event.Deliver delivery) {
        synchronized (this) {
            arrived.add(delivery);
            seen++;
        }
        wake();
    }

    @Override
    public void onRecall(boolean isOutranked) {
        // Whatever is here was asked for by somebody who is about to work on it.
    }

    @Override
    public void onRestored() {
        int again;
        synchronized (this) {
            arrived.clear(); // these are back in their queue
            seen = 0;
            again = wanted;
        }
        if (again > 0) {
            connection.post(new Credit(number, again));
            connection.post(new Await(number, 0));
        }
    }

    private synchronized long seen() {
        return seen;
    }

    @Override
    public void onEnded(ProviderException reason) {
        synchronized (this) {
            ended = reason;
        }
        wake();
    }
}
