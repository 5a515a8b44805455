// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store;

/**
 * Takes records in the order of the log.
 *
 * @param <R> type of the records
 */
@FunctionalInterface
public interface RecordVisitor<R> {

    /**
     * Takes the next record.
     *
     * @param next the record
     * @param ref  its reference, or 0 when it comes out of a checkpoint
     */
    void visit(R next, long ref);
}
