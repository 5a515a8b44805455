// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where lanes wait between two tries of a delivery, unless somebody ends all waiting. Any thread may call. */
class Rest {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private boolean isEnded;

    /** Waits; false when the wait was cut short. */
    boolean take(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!isEnded && left > 0) {
                left = ended.awaitNanos(left);
            }
            return !isEnded;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waiting, or allows it again. */
    void end(boolean forAll) {
        lock.lock();
        try {
            isEnded = forAll;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
