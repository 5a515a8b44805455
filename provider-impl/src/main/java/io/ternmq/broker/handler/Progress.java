// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import java.util.Collection;
import java.util.List;

/**
 * What a step has done.
 *
 * @param taken    messages that are not where they were
 * @param kept     messages that were wanted and had to stay
 * @param reasons  why they had to
 * @param position where the next step begins
 * @param newest   greatest number of a message that is meant
 * @param isLast   whether nothing is left to do
 */
public record Progress(
        long taken, long kept, Collection<String> reasons, long position, long newest, boolean isLast) {

    /** Keeps the reasons from changing. */
    public Progress {
        reasons = List.copyOf(reasons);
    }
}
