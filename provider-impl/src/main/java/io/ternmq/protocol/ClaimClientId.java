// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Gives the connection a client identifier after it was opened without one; answered by {@link Reply.Done}.
 *
 * @param clientId the identifier; only one connection may hold it at a time
 */
public record ClaimClientId(String clientId) implements Request {}
