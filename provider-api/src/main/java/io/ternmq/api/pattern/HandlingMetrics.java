// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

/**
 * What somebody who handles messages has done so far.
 *
 * @param processed    messages that were handled
 * @param failed       messages that failed for good
 * @param retried      attempts after the first
 * @param filtered     messages that a predicate left out
 * @param totalNanos   time spent in the program's own code, in nanoseconds
 * @param longestNanos the longest single time, in nanoseconds
 */
public record HandlingMetrics(
        long processed, long failed, long retried, long filtered, long totalNanos, long longestNanos) {

    /**
     * Average time in the program's own code.
     *
     * @return nanoseconds for each message, 0 when there was none
     */
    public long averageNanos() {
        long handled = processed + failed;
        return handled == 0 ? 0 : totalNanos / handled;
    }
}
