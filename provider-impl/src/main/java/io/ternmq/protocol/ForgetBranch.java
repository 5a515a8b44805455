// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Forgets a branch that an operator has decided in place of its manager. Refused for every other one.
 *
 * @param branch the branch
 */
public record ForgetBranch(BranchId branch) implements Request {}
