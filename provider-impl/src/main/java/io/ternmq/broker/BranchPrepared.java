// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.protocol.BranchId;

/**
 * A branch waits for its manager. Its messages and claims follow as facts of their own, in the same batch.
 *
 * @param branch the branch
 */
public record BranchPrepared(BranchId branch) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onBranchPrepared(this);
    }
}
