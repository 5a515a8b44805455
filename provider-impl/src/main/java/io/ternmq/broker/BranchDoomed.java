// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.protocol.BranchId;

/**
 * A branch has been rolled back before its manager asked, and stays until it does; or at its manager's request, and
 * stays until nobody works in it. What it held is given back by facts of its own.
 *
 * @param branch     the branch
 * @param isTimedOut whether it took too long
 * @param isTold     whether its manager knows
 */
public record BranchDoomed(BranchId branch, boolean isTimedOut, boolean isTold) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onBranchDoomed(this);
    }
}
