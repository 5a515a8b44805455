// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

/**
 * A queue.
 *
 * @param name          its name
 * @param isTemporary   whether it goes with a connection
 * @param isDeadLetters whether it holds dead letters, so that {@link Management#retryDeadLetters} may be asked of it
 * @param figures       what is in it and what happened
 */
public record QueueView(String name, boolean isTemporary, boolean isDeadLetters, MailboxStatistics figures) {}
