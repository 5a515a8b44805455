// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.pipeline.PipelineMetrics;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts for one stage on one of its threads. Owner: that thread, which alone writes, without fences; any thread reads
 * what may be a little old.
 */
final class Tally {

    private final AtomicLong in = new AtomicLong();
    private final AtomicLong out = new AtomicLong();
    private final AtomicLong filtered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong retried = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    private static void add(AtomicLong count, long by) {
        count.setOpaque(count.getPlain() + by);
    }

    void in() {
        add(in, 1);
    }

    void out() {
        add(out, 1);
    }

    void filtered() {
        add(filtered, 1);
    }

    void failed() {
        add(failed, 1);
    }

    void retried() {
        add(retried, 1);
    }

    void done() {
        add(done, 1);
    }

    /** Items of groups have come, or have gone. */
    void held(int more) {
        add(held, more);
    }

    void took(long time) {
        add(nanos, time);
    }

    PipelineMetrics.Counts counts() {
        return new PipelineMetrics.Counts(
                in.getOpaque(), out.getOpaque(), filtered.getOpaque(), failed.getOpaque(), retried.getOpaque());
    }

    long inProgress() {
        return in.getOpaque() - done.getOpaque() + held.getOpaque();
    }

    long nanos() {
        return nanos.getOpaque();
    }
}
