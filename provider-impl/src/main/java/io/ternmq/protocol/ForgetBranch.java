// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Forgets a branch that was completed without its manager. The broker never does that, so it is always refused.
 *
 * @param branch the branch
 */
public record ForgetBranch(BranchId branch) implements Request {}
