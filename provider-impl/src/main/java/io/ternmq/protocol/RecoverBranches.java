// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Asks for the branches that wait for their manager: those that are prepared, and those that were decided in its place
 * and are not forgotten. Answered by {@link Reply.InDoubt}.
 */
public record RecoverBranches() implements Request {}
