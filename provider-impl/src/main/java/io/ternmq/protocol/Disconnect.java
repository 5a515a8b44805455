// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Orderly end of a connection: consumers, transactions and temporary destinations go; deliveries that are still in
 * flight count as failed. Answered by {@link Reply.Done}; nothing may follow.
 */
public record Disconnect() implements Request {}
