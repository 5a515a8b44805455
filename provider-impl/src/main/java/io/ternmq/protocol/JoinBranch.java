// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Begins to work in a branch. Answered by {@link Reply.Voted}: done, or that the branch has been rolled back already.
 *
 * @param branch        the branch
 * @param how           whether it is a new one
 * @param transaction   number under which this connection will send in it; negative
 * @param timeoutMillis how long a new branch may take until it is prepared, in milliseconds; 0 for no limit
 */
public record JoinBranch(BranchId branch, How how, long transaction, long timeoutMillis) implements Request {

    /** What is expected of the branch. */
    public enum How {
        /** It does not exist yet. */
        NEW,
        /** Others work or worked in it. */
        JOIN,
        /** This number was suspended in it. */
        RESUME
    }
}
