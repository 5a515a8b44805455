// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.api.pattern.stream.StreamPosition;

/**
 * Moves a group to another place, in all partitions; answered by {@link Reply.Done}.
 *
 * @param stream   name of the stream
 * @param group    name of the group, made when it does not exist
 * @param position the place
 */
public record SeekGroup(String stream, String group, StreamPosition position) implements Request {}
