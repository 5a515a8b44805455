// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Says that a group is done with everything of a partition before an offset; answered by {@link Reply.Done}. Does not
 * move it back.
 *
 * @param stream    name of the stream
 * @param group     name of the group
 * @param partition number of the partition
 * @param next      the offset
 */
public record CommitOffset(String stream, String group, int partition, long next) implements Request {}
