// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import org.jspecify.annotations.Nullable;

/** Counts deliveries of an endpoint. Any thread may call; guarded by its monitor. */
final class Figures {

    private final int failuresBeforePause;
    private long delivered;
    private long failed;
    private long failedInRow;
    private @Nullable String lastFailure;

    /**
     * With nothing counted.
     *
     * @param failuresBeforePause how many failures in a row are too many, 0 for never
     */
    Figures(int failuresBeforePause) {
        this.failuresBeforePause = failuresBeforePause;
    }

    synchronized void delivered() {
        delivered++;
        failedInRow = 0;
    }

    /** Counts a failure; true when there are too many in a row. */
    synchronized boolean failed(String failure) {
        failed++;
        failedInRow++;
        lastFailure = failure;
        return failuresBeforePause > 0 && failedInRow >= failuresBeforePause;
    }

    /** Something else went wrong than a delivery. */
    synchronized void trouble(String failure) {
        lastFailure = failure;
    }

    synchronized View.Tally tally() {
        return new View.Tally(delivered, failed, failedInRow);
    }

    synchronized @Nullable String lastFailure() {
        return lastFailure;
    }
}
