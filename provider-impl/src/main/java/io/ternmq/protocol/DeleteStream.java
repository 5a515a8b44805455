// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Deletes a stream with its events and groups; answered by {@link Reply.Done}. Its readers are told that they ended.
 *
 * @param stream its name
 */
public record DeleteStream(String stream) implements Request {}
