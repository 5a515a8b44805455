// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import java.util.List;

/**
 * Ends to work in a branch, for now or for good; what was consumed in it is the branch's from here on. Answered by
 * {@link Reply.Voted}: done, or that the branch has been rolled back already and the deliveries count as failed.
 *
 * @param branch      the branch
 * @param transaction number under which this connection worked in it
 * @param how         with what result
 * @param settlements the deliveries consumed within it
 */
public record LeaveBranch(BranchId branch, long transaction, How how, List<Settlement> settlements)
        implements Request {

    /** With what result the work ends. */
    public enum How {
        /** All is well. */
        SUCCESS,
        /** The branch is to be rolled back. */
        FAIL,
        /** The work will go on under the same number. */
        SUSPEND
    }
}
