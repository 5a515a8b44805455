// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import java.util.List;

/**
 * What came out of a show.
 *
 * @param reports      reports published
 * @param rows         the table
 * @param patterns     what came of each pattern
 * @param archiveSplit how many reports each consumer of the shared subscription got
 * @param deadLetters  what the dead-letter queue held
 * @param speed        how fast it went
 * @param complaints   what is wrong, in sentences; empty when all is well
 */
public record Result(
        int reports,
        List<Row> rows,
        List<Row> patterns,
        List<Long> archiveSplit,
        List<DeadLetter> deadLetters,
        Speed speed,
        List<String> complaints) {

    /** Keeps the lists from changing. */
    public Result {
        rows = List.copyOf(rows);
        patterns = List.copyOf(patterns);
        archiveSplit = List.copyOf(archiveSplit);
        deadLetters = List.copyOf(deadLetters);
        complaints = List.copyOf(complaints);
    }

    /** The same, and what came of the patterns. */
    public Result withPatterns(List<Row> counted) {
        return new Result(reports, rows, counted, archiveSplit, deadLetters, speed, complaints);
    }

    /** Whether every count is right and nothing else is wrong. */
    public boolean isRight() {
        return complaints.isEmpty()
                && rows.stream().allMatch(Row::ok)
                && patterns.stream().allMatch(Row::ok);
    }
}
