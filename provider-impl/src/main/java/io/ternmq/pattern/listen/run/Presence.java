// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What is at hand in the listeners of one set: messages received and not settled. Any thread. */
final class Presence {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Set<Stay> stays = new HashSet<>();

    /** Messages that are settled together, and the attempts at them that are under way. */
    final class Stay implements AutoCloseable {

        private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
        private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
        private volatile boolean brokenOff;

        private Stay() {}

        /** An attempt that {@link #breakOff} reaches. */
        void begins(Attempt attempt) {
            attempts.add(attempt);
            if (brokenOff) {
                attempt.end(Result.BROKEN_OFF);
            }
        }

        void isOver(Attempt attempt) {
            attempts.remove(attempt);
        }

        /** Runs the program's code. */
        void call(Runnable code) {
            Thread me = Thread.currentThread();
            callers.add(me);
            try {
                code.run();
            } finally {
                callers.remove(me);
            }
        }

        /** Whether everything is to go back at once. */
        boolean isBrokenOff() {
            return brokenOff;
        }

        void breakOff() {
            brokenOff = true;
            attempts.forEach(attempt -> attempt.end(Result.BROKEN_OFF));
        }

        boolean isMine() {
            return callers.contains(Thread.currentThread());
        }

        @Override
        public void close() {
            lock.lock();
            try {
                stays.remove(this);
                left.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Something has come. */
    Stay enter() {
        Stay stay = new Stay();
        lock.lock();
        try {
            stays.add(stay);
            return stay;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until nothing is at hand but what the caller itself is at; the rest is broken off when the limit is over.
     *
     * @return whether nothing is at hand
     */
    boolean awaitNone(Duration limit) {
        await(limit);
        return breakOff();
    }

    /**
     * Waits for what was broken off to come to its end.
     *
     * @return whether nothing is at hand
     */
    boolean awaitEnd(Duration limit) {
        await(limit);
        lock.lock();
        try {
            return stays.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void await(Duration limit) {
        lock.lock();
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(limit); // as long as it can be said
            while (nanos > 0 && hasOthers()) {
                nanos = left.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasOthers() {
        return !stays.stream().allMatch(Stay::isMine);
    }

    private boolean breakOff() {
        Set<Stay> late;
        lock.lock();
        try {
            late = Set.copyOf(stays);
        } finally {
            lock.unlock();
        }
        late.stream().filter(stay -> !stay.isMine()).forEach(Stay::breakOff);
        return late.isEmpty();
    }
}
