// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.transaction;

/**
 * A message that was consumed within a branch.
 *
 * @param mailbox number of the mailbox
 * @param entry   number of the message
 */
public record Claim(long mailbox, long entry) {}
