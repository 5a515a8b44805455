// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Gives up a large body whose message will not be sent, or was refused; its parts are forgotten. Answered by {@link
 * Reply.Done} when an answer is wanted, whether there was such a body or not.
 *
 * @param upload number of the body among those that this connection sends
 */
public record DropUpload(long upload) implements Request {}
