// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Says that a consumer with unused credit has nothing to do until a message comes: it goes before others that merely
 * have credit, and messages that others hold without need are asked back for it. Means nothing when a message is on its
 * way that the consumer had not seen when it said so. Has no answer.
 *
 * @param consumer number of the consumer
 * @param seen     how many messages have arrived for it since it was opened, or opened anew
 */
public record Await(long consumer, long seen) implements Request {}
