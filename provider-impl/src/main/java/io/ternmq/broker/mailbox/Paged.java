// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

/**
 * What a backlog knows of one of its messages.
 *
 * @param entry            number of the message
 * @param ref              its place in the store
 * @param priority         0 to 9
 * @param sizeBytes        about how many bytes it takes once loaded
 * @param expirationMillis when it stops being deliverable, in milliseconds since 1970; 0 for never
 * @param attempts         how often it has been delivered
 */
public record Paged(long entry, long ref, int priority, int sizeBytes, long expirationMillis, int attempts) {}
