// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/** Asks for the branches that are prepared and wait for their manager. Answered by {@link Reply.InDoubt}. */
public record RecoverBranches() implements Request {}
