// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Forgets how far a group has come; answered by {@link Reply.Done}, refused while somebody is in it.
 *
 * @param stream name of the stream
 * @param group  name of the group
 */
public record ForgetGroup(String stream, String group) implements Request {}
