// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.protocol.BranchId;

/**
 * A branch is over; what became of its work is said by facts of their own, in the same batch.
 *
 * @param branch    the branch
 * @param isDurable whether it was prepared, be it that an operator has decided it since
 */
public record BranchEnded(BranchId branch, boolean isDurable) implements Fact {

    @Override
    public void applyTo(FactVisitor state) {
        state.onBranchEnded(this);
    }
}
