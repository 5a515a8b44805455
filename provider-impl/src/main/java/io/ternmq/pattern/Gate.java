// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the program's code in one {@link Workers.Lane}. Any thread may call; one at a time is inside.
 *
 * <pre>
 *   OPEN -- pause --> PAUSED -- resume --> OPEN
 *   OPEN, PAUSED -- shut --> SHUT
 * </pre>
 */
final class Gate implements Workers.Turns {

    private enum State {
        OPEN,
        PAUSED,
        SHUT
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.OPEN;
    private @Nullable Thread inside;
    private boolean hurried;

    @Override
    public boolean enter() {
        lock.lock();
        try {
            return awaitOpen() && tryEnter();
        } finally {
            lock.unlock();
        }
    }

    /** Goes in if it is open, without waiting. */
    boolean tryEnter() {
        lock.lock();
        try {
            boolean entered = state == State.OPEN;
            if (entered) {
                inside = Thread.currentThread();
            }
            return entered;
        } finally {
            lock.unlock();
        }
    }

    /** Waits while paused; false when it is shut. Somebody may pause or shut it again before the caller goes in. */
    boolean awaitOpen() {
        lock.lock();
        try {
            while (state == State.PAUSED) {
                changed.awaitUninterruptibly();
            }
            return state == State.OPEN;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isPaused() {
        lock.lock();
        try {
            return state == State.PAUSED;
        } finally {
            lock.unlock();
        }
    }

    /** True once {@link #shut} was called. */
    boolean isShut() {
        lock.lock();
        try {
            return state == State.SHUT;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is shut, the time is over or the thread is interrupted. */
    void awaitShut(Duration longest) {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (state != State.SHUT && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Goes out. An interrupt by {@link #shut} was meant for the program's code and ends with it. */
    @Override
    public void leave() {
        lock.lock();
        try {
            inside = null;
            if (hurried) {
                hurried = false;
                Thread.interrupted();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void pause() {
        move(State.OPEN, State.PAUSED);
    }

    void resume() {
        move(State.PAUSED, State.OPEN);
    }

    private void move(State from, State to) {
        lock.lock();
        try {
            if (state == from) {
                state = to;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets nobody in any more and waits until nobody is inside; who is still there then is interrupted.
     *
     * @return false when somebody is still inside, be it the caller
     */
    boolean shut(Duration limit) {
        lock.lock();
        try {
            state = State.SHUT;
            changed.signalAll();
            Thread me = Thread.currentThread();
            long left = limit.toNanos();
            while (inside != null && inside != me && left > 0) {
                left = changed.awaitNanos(left);
            }
            hurry(me);
            return inside == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return inside == null;
        } finally {
            lock.unlock();
        }
    }

    private void hurry(Thread me) {
        if (inside != null && inside != me) {
            hurried = true;
            inside.interrupt();
        }
    }

    /** Waits until nobody is inside, however long that takes. */
    void awaitLeft() {
        lock.lock();
        try {
            while (inside != null) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
