// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store;

/**
 * Takes records in the order of the log.
 *
 * @param <R> type of the records
 */
@FunctionalInterface
public interface RecordVisitor<R> {

    /** Takes the next record. */
    void visit(R next);
}
