// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A partition is a member's from now on, or nobody's.
 *
 * @param stream    number of the stream
 * @param group     name of the group
 * @param partition number of the partition
 * @param mailbox   number of the member's mailbox, or 0
 */
public record PartitionMoved(long stream, String group, int partition, long mailbox) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onPartitionMoved(this);
    }
}
