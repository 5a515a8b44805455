// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.publish;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Room for messages on their way. Any thread. */
final class Departures {

    private final int size;
    private final Semaphore room;

    Departures(int size) {
        this.size = size;
        this.room = new Semaphore(size);
    }

    /** Takes a place; waits while there is none. */
    void enter() {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, "The thread was interrupted while it waited for room to publish", e);
        }
    }

    /** Takes a place if there is one. */
    boolean tryEnter() {
        return room.tryAcquire();
    }

    void leave() {
        room.release();
    }

    int count() {
        return size - room.availablePermits();
    }

    /** Waits until nothing is on its way; false when that takes too long. */
    boolean awaitNone(Duration limit) {
        try {
            boolean none = room.tryAcquire(size, limit.toMillis(), TimeUnit.MILLISECONDS);
            if (none) {
                room.release(size); // whoever waits to come in shall see that it was closed
            }
            return none;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
