// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import java.util.List;

/**
 * Rolls a branch back, prepared or not. Answered by {@link Reply.Done}.
 *
 * @param branch      the branch
 * @param settlements what the asking session gives back at the same time, so that messages find their old places
 */
public record RollbackBranch(BranchId branch, List<Settlement> settlements) implements Request {}
