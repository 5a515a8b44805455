// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import io.ternmq.ra.Alarms;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one connection: made when they are needed, up to a limit, and used again, the last one first. Asks for
 * a lane wait while all work, and while the pool is shut; when the connection is about to be stopped, which waits for
 * them, they get the tray. Never throws, since that would count as a failed delivery. Any thread may call.
 */
final class LanePool implements ServerSessionPool {

    private static final System.Logger LOG = System.getLogger(LanePool.class.getName());
    private static final long REFUSED_MILLIS = 500;

    /** Makes an idle lane. */
    @FunctionalInterface
    interface Maker {
        Lane make(LanePool pool) throws JMSException;
    }

    private final WorkManager workManager;
    private final Alarms alarms;
    private final Maker maker;
    private final Consumer<? super Throwable> trouble;
    private final Tray tray;
    private final Rest rest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Lane> idle = new ArrayDeque<>();
    /** Those that have a message and no thread yet. */
    private final Set<Lane> waiting = new HashSet<>();
    private int busy;
    private int limit;
    private boolean turnsAway;
    private boolean closed;

    /**
     * A pool that is shut.
     *
     * @param rest    where its lanes wait
     * @param trouble hears when a lane cannot be made
     */
    LanePool(
            WorkManager workManager,
            Alarms alarms,
            Tray tray,
            Rest rest,
            Maker maker,
            Consumer<? super Throwable> trouble) {
        this.workManager = workManager;
        this.alarms = alarms;
        this.tray = tray;
        this.rest = rest;
        this.maker = maker;
        this.trouble = trouble;
    }

    Rest rest() {
        return rest;
    }

    @Override
    public ServerSession getServerSession() {
        lock.lock();
        try {
            while (!turnsAway && busy >= limit) {
                changed.awaitUninterruptibly();
            }
            if (turnsAway) {
                return tray;
            }
            Lane lane = idle.pollFirst();
            busy++;
            if (lane != null) {
                lane.wake();
                return lane;
            }
        } finally {
            lock.unlock();
        }
        return made();
    }

    private ServerSession made() {
        try {
            return maker.make(this);
        } catch (JMSException | RuntimeException | Error e) {
            leave(null);
            trouble.accept(e);
            return tray;
        }
    }

    /** A lane has a message, and needs a thread. */
    void submit(Lane lane) {
        lock.lock();
        try {
            if (!turnsAway) {
                waiting.add(lane);
            }
        } finally {
            lock.unlock();
        }
        if (!isWaiting(lane)) {
            done(lane, false);
        } else {
            schedule(lane);
        }
    }

    private void schedule(Lane lane) {
        try {
            if (isWaiting(lane)) {
                workManager.scheduleWork(lane);
            }
        } catch (WorkException | RuntimeException e) { // servers that stop refuse in words of their own
            LOG.log(Level.DEBUG, "The work manager takes no work: " + e.getMessage());
            alarms.after(REFUSED_MILLIS, () -> schedule(lane));
        }
    }

    private boolean isWaiting(Lane lane) {
        lock.lock();
        try {
            return waiting.contains(lane);
        } finally {
            lock.unlock();
        }
    }

    /** A lane has got a thread; false when it is too late, and the message has gone back. */
    boolean begin(Lane lane) {
        lock.lock();
        try {
            return waiting.remove(lane);
        } finally {
            lock.unlock();
        }
    }

    /** A lane has worked. */
    void done(Lane lane, boolean sound) {
        if (sound && !isClosed()) {
            leave(lane);
            return;
        }
        try {
            lane.retire();
        } finally {
            leave(null);
        }
    }

    private void leave(@Nullable Lane reusable) {
        lock.lock();
        try {
            busy--;
            if (reusable != null) {
                idle.addFirst(reusable);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets so many lanes work at once. */
    void admit(int lanes) {
        lock.lock();
        try {
            if (!closed) {
                limit = lanes;
                turnsAway = false;
                rest.end(false);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives out no more lanes; those that wait between two tries of a delivery give up. */
    void shut() {
        lock.lock();
        try {
            limit = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        rest.end(true); // what gives up now comes again elsewhere, not here
    }

    /**
     * Shuts it for good or for a while, and keeps nobody waiting: asks get the tray, and lanes for which the server has
     * had no thread so far give back what they hold.
     */
    void turnAway() {
        shut();
        List<Lane> late;
        lock.lock();
        try {
            turnsAway = true;
            late = List.copyOf(waiting);
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        late.forEach(lane -> done(lane, false));
    }

    /**
     * By a lane for which the server has no bean: from now on there is one lane less, if others are left; false if not.
     */
    boolean narrow() {
        lock.lock();
        try {
            int others = busy + idle.size() - 1;
            if (limit > 0 && others > 0) {
                limit = Math.min(limit, others);
                return true;
            }
            return limit == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Lets as many lanes work at once as it may, unless it is shut: the server may have more beans by now. */
    void widen(int lanes) {
        lock.lock();
        try {
            limit = limit == 0 ? 0 : lanes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No lane of this is to wait any longer. */
    void hurry() {
        rest.end(true);
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** How many lanes work. */
    int busy() {
        lock.lock();
        try {
            return busy;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no lane works, for a while; false when some still do. */
    boolean awaitIdle(long millis) {
        lock.lock();
        try {
            return isIdleWithin(millis);
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what came while asks were turned away; the connection is stopped. */
    void emptyTray() throws JMSException {
        tray.empty();
    }

    /** Ends lanes that have been idle since the last call. */
    void retireIdle() {
        retire(Lane::restsSinceAsked);
    }

    private void retire(Predicate<Lane> which) {
        List<Lane> retired = new ArrayList<>();
        lock.lock();
        try {
            idle.removeIf(lane -> which.test(lane) && retired.add(lane));
        } finally {
            lock.unlock();
        }
        retired.forEach(Lane::retire);
    }

    /** Ends for good, after lanes that work, for which it waits a while; true when there are none left. */
    boolean close(long millis) throws JMSException {
        turnAway();
        boolean isIdle;
        lock.lock();
        try {
            closed = true;
            isIdle = isIdleWithin(millis);
        } finally {
            lock.unlock();
        }
        retire(lane -> true);
        tray.close();
        return isIdle;
    }

    private boolean isIdleWithin(long millis) {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (busy > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return busy == 0;
    }
}
