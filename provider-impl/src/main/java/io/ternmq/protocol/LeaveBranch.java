// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import java.util.List;

/**
 * Ends to work in a branch, for now or for good; what was consumed in it is the branch's from here on. Answered by
 * {@link Reply.Voted}: done, or that the branch has been rolled back already and the deliveries count as failed.
 *
 * <p>The first cause in the settlements, if there is one, says what went wrong in the session, in case the branch is
 * rolled back; it is then the cause of all that was consumed in the branch. Where everything was handed over before,
 * a settlement without deliveries says it, and its consumer means nothing.
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
