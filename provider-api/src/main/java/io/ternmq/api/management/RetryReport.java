// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import java.util.List;

/**
 * What became of dead letters that were to be tried again.
 *
 * @param retried how many are back where they came from
 * @param kept    how many were wanted and stayed, because there is no place to go back to
 * @param reasons why they stayed, each reason once, the first ten
 */
public record RetryReport(long retried, long kept, List<String> reasons) {

    /** Keeps the list from changing. */
    public RetryReport {
        reasons = List.copyOf(reasons);
    }
}
