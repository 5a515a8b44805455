// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.protocol.BranchId;
import org.jspecify.annotations.Nullable;

/**
 * An operator has decided a prepared branch in place of its manager. What became of its work is said by facts of their
 * own, before this one in the same batch; what is left of it is the outcome, until its manager forgets it.
 *
 * @param branch      the branch
 * @param isCommitted whether it was committed; else it was rolled back
 * @param millis      when, in milliseconds since 1970
 * @param by          who, or null when nobody said
 */
public record BranchDecided(BranchId branch, boolean isCommitted, long millis, @Nullable String by) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onBranchDecided(this);
    }
}
