// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.protocol.Reply;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Effects that wait for the store, in the order of their turns. The shard adds, the store's thread completes; whoever
 * finds the oldest complete releases it, one at a time.
 */
final class Outbox {

    /** The effects of one turn and whether its facts are durable. */
    static final class Pending {

        private final Effects effects;
        private volatile boolean complete;
        private volatile Reply.@Nullable Refused refusal;
        private volatile boolean left;

        private Pending(Effects effects) {
            this.effects = effects;
        }

        private void leave() {
            Reply.Refused why = refusal;
            if (why == null) {
                effects.release();
            } else {
                effects.refuse(why);
            }
            left = true;
        }

        /** Whether the effects have been released, so that their place may be used again. */
        boolean hasLeft() {
            return left;
        }

        Effects effects() {
            return effects;
        }
    }

    private final ConcurrentLinkedQueue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger claims = new AtomicInteger();

    /** True when nothing waits and nothing is being released: effects of the shard may leave at once. */
    boolean isIdle() {
        return claims.get() == 0 && waiting.isEmpty();
    }

    /** Called inside the shard. */
    Pending add(Effects effects) {
        Pending pending = new Pending(effects);
        waiting.add(pending);
        return pending;
    }

    /** The facts are durable; called from any thread, once. */
    void complete(Pending pending) {
        pending.complete = true;
        drain();
    }

    /** The facts will never be durable; called from any thread, once. */
    void refuse(Pending pending, Reply.Refused refusal) {
        pending.refusal = refusal;
        pending.complete = true;
        drain();
    }

    private void drain() {
        if (claims.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            for (Pending head = waiting.peek(); head != null && head.complete; head = waiting.peek()) {
                head.leave();
                waiting.poll();
            }
            seen = claims.addAndGet(-seen);
        } while (seen != 0);
    }
}
