// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Says that a consumer with unused credit has nothing to do until a message comes: it goes before others that merely
 * have credit, and messages that others hold without need are asked back for it. Has no answer.
 *
 * @param consumer number of the consumer
 */
public record Await(long consumer) implements Request {}
