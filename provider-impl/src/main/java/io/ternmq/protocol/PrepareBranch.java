// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Asks whether a branch can be committed, whatever happens. Answered by {@link Reply.Voted}; after any vote but {@link
 * Vote#DONE} the branch is over.
 *
 * @param branch the branch
 */
public record PrepareBranch(BranchId branch) implements Request {}
