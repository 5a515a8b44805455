// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import java.util.List;

/**
 * A group of consumers that share the partitions of a stream.
 *
 * @param name       its name
 * @param members    consumers at the moment
 * @param partitions how far it has come, by partition
 */
public record GroupView(String name, int members, List<PartitionView> partitions) {

    /** Takes a copy of the list. */
    public GroupView {
        partitions = List.copyOf(partitions);
    }

    /**
     * Events that the group has not done with.
     *
     * @return the sum over its partitions
     */
    public long lag() {
        return partitions.stream().mapToLong(PartitionView::lag).sum();
    }
}
