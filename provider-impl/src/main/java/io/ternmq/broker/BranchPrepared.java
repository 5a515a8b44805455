// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.protocol.BranchId;

/**
 * A branch waits for its manager. Its messages and claims follow as facts of their own, in the same batch.
 *
 * @param branch the branch
 * @param millis since when, in milliseconds since 1970; 0 when a version has written it that did not say so
 */
public record BranchPrepared(BranchId branch, long millis) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onBranchPrepared(this);
    }
}
