// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

import java.util.List;

/**
 * What a pipeline has done so far.
 *
 * @param pipeline its name
 * @param stages   its stages in the order in which they were built
 */
public record PipelineMetrics(String pipeline, List<OfStage> stages) {

    /** Keeps a copy. */
    public PipelineMetrics {
        stages = List.copyOf(stages);
    }

    /**
     * One stage.
     *
     * @param name the stage
     * @return what it has done
     * @throws IllegalArgumentException when there is no such stage
     */
    public OfStage stage(String name) {
        return stages.stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Pipeline '" + pipeline + "' has no stage '" + name + "'"));
    }

    /**
     * What a stage has done so far in this process.
     *
     * @param name       the stage
     * @param kind       what it does
     * @param counts     items
     * @param inProgress items in the stage's own hands: under way in its code or in what follows on the same thread,
     *                   and those of groups that are not complete
     * @param waiting    lag: items that wait before it; exact in memory, over a queue what this process has sent there
     *                   and not yet received (see {@link RunningPipeline#depth} for an exact count), 0 for a stage on
     *                   the thread of the one before
     * @param totalNanos time spent in the program's own code, attempts that failed included, in nanoseconds
     */
    public record OfStage(
            String name, StageKind kind, Counts counts, long inProgress, long waiting, long totalNanos) {

        /**
         * Average time in the program's own code.
         *
         * @return nanoseconds for each item, 0 when there was none
         */
        public long averageNanos() {
            return counts.in() == 0 ? 0 : totalNanos / counts.in();
        }
    }

    /**
     * Items of a stage.
     *
     * @param in       that came
     * @param out      that went on
     * @param filtered that a filter left out
     * @param failed   over which it failed for good
     * @param retried  attempts after the first
     */
    public record Counts(long in, long out, long filtered, long failed, long retried) {}
}
