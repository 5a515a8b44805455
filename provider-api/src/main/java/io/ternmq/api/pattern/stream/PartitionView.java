// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import org.jspecify.annotations.Nullable;

/**
 * How far a group has come in one partition.
 *
 * @param partition number of the partition, from 0
 * @param committed offset from which the group would go on after a restart: everything of this partition before it is
 *                  done with
 * @param lag       events of this partition at {@code committed} or after it
 * @param consumer  the connection's name of the member that has it, or null while nobody has
 */
public record PartitionView(int partition, long committed, long lag, @Nullable String consumer) {}
