// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What all producers and consumers of a run share: tickets to send, counts, the times of the last. Any thread. */
final class Score {

    final long startNanos = System.nanoTime();
    final Stamp stamp = new Stamp(startNanos ^ Double.doubleToLongBits(Math.random()));
    final LongAdder sent = new LongAdder();
    final LongAdder received = new LongAdder();

    private final LoadPlan plan;
    private final AtomicLong tickets = new AtomicLong();
    private final AtomicInteger activeProducers;
    private final AtomicLong lastSentNanos = new AtomicLong();
    private final AtomicLong lastReceivedNanos = new AtomicLong();
    private volatile boolean stopped;

    Score(LoadPlan plan) {
        this.plan = plan;
        this.activeProducers = new AtomicInteger(plan.producers());
    }

    /** The number of the next message to send, or -1 when there is none any more. */
    long ticket() {
        if (stopped || elapsedNanos() >= plan.pace().duration().toNanos()) {
            return -1;
        }
        long number = tickets.getAndIncrement();
        return number < plan.pace().count() ? number : -1;
    }

    long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    void sent(int messages) {
        sent.add(messages);
        lastSentNanos.accumulateAndGet(elapsedNanos(), Math::max);
    }

    void received() {
        received.increment();
        lastReceivedNanos.accumulateAndGet(elapsedNanos(), Math::max);
    }

    void producerEnded() {
        activeProducers.decrementAndGet();
    }

    /** Ends the run early. */
    void stop() {
        stopped = true;
    }

    /** Whether nothing more is to be expected by a consumer. */
    boolean isComplete() {
        if (stopped) {
            return true;
        }
        if (plan.producers() == 0) {
            return elapsedNanos() >= plan.pace().duration().toNanos() || received.sum() >= plan.pace().count();
        }
        return isSent() && received.sum() >= plan.expected(sent.sum());
    }

    boolean isSent() {
        return activeProducers.get() == 0;
    }

    double sendSeconds() {
        return lastSentNanos.get() / 1e9;
    }

    double receiveSeconds() {
        return lastReceivedNanos.get() / 1e9;
    }
}
