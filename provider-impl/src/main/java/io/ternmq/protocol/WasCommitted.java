// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Asks whether a traced commit took place whose answer was lost together with its connection. Answered by {@link
 * Reply.Voted}: done; or rolled back, which is certain when the commit had anything durable in it.
 *
 * @param connection  name of the connection that asked for the commit
 * @param transaction number of the transaction there
 */
public record WasCommitted(String connection, long transaction) implements Request {}
