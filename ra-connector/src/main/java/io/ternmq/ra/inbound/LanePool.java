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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one connection: made when they are needed, up to a limit, and used again, the last one first. Asks for
 * a lane wait while all work; while the pool is shut they get the tray. Never throws, since that would count as a
 * failed delivery. Any thread may call.
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
    private final Consumer<JMSException> trouble;
    private final Tray tray;
    private final Rest rest = new Rest();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Lane> idle = new ArrayDeque<>();
    private int busy;
    private int limit;
    private boolean closed;

    /**
     * A pool that is shut.
     *
     * @param trouble hears when a lane cannot be made
     */
    LanePool(WorkManager workManager, Alarms alarms, Tray tray, Maker maker, Consumer<JMSException> trouble) {
        this.workManager = workManager;
        this.alarms = alarms;
        this.tray = tray;
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
            while (limit > 0 && busy >= limit) {
                changed.awaitUninterruptibly();
            }
            if (limit == 0) {
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
        } catch (JMSException e) {
            leave(null);
            trouble.accept(e);
            return tray;
        }
    }

    /** A lane has a message. */
    void submit(Lane lane) {
        try {
            workManager.scheduleWork(lane);
        } catch (WorkException e) {
            LOG.log(Level.DEBUG, "The work manager takes no work: " + e.getMessage());
            if (isShut()) {
                done(lane, false);
            } else {
                alarms.after(REFUSED_MILLIS, () -> submit(lane));
            }
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
        rest.end(false);
        lock.lock();
        try {
            if (!closed) {
                limit = lanes;
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

    /** No lane of this is to wait any longer. */
    void hurry() {
        rest.end(true);
    }

    private boolean isShut() {
        lock.lock();
        try {
            return limit == 0;
        } finally {
            lock.unlock();
        }
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

    /** Gives back what came while the pool was shut; the connection is stopped. */
    void emptyTray() throws JMSException {
        tray.empty();
    }

    /** Ends lanes that have been idle since the last call. */
    void retireIdle() {
        retire(Lane::restsSinceAsked);
    }

    /** Ends all idle lanes: sessions that live through a stop of their connection may start after its consumer. */
    void retireAll() {
        retire(lane -> true);
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
        shut();
        boolean isIdle;
        lock.lock();
        try {
            closed = true;
            isIdle = isIdleWithin(millis);
        } finally {
            lock.unlock();
        }
        retireAll();
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
