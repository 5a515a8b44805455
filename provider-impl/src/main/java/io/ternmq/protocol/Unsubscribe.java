// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Deletes a durable subscription of this connection's client identifier; answered by {@link Reply.Done}, refused
 * while it has consumers.
 *
 * @param name name of the subscription
 */
public record Unsubscribe(String name) implements Request {}
