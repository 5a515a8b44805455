// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Commits a branch. Answered by {@link Reply.Voted}: done, or that it had been rolled back; either way the branch is
 * over.
 *
 * @param branch     the branch
 * @param isOnePhase whether it has not been prepared
 */
public record CommitBranch(BranchId branch, boolean isOnePhase) implements Request {}
