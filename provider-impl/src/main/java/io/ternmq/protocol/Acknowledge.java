// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Accepts one delivery and gives credit, in one step: what a consumer does that acknowledges each message. Answered by
 * {@link Reply.Done} when an answer is wanted.
 *
 * @param consumer number of the consumer
 * @param delivery number of the delivery
 * @param credit   how many more messages the consumer takes, 0 or more
 */
public record Acknowledge(long consumer, long delivery, int credit) implements Request {}
