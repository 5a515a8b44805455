// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A part of a session that one thread at a time may use; a second one is refused, not held up, unless it chooses to
 * try again.
 */
final class Lane {

    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();

    /** Goes in if nobody is inside. */
    boolean tryEnter() {
        return user.compareAndSet(null, Thread.currentThread());
    }

    void enter() {
        if (!tryEnter()) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE,
                    "The session is in use on thread " + user.get() + "; a session serves one thread at a time.");
        }
    }

    void leave() {
        user.set(null);
    }
}
