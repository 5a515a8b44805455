// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A group is done with everything of a partition before an offset.
 *
 * @param stream    number of the stream
 * @param group     name of the group
 * @param partition number of the partition
 * @param next      the offset
 */
public record OffsetCommitted(long stream, String group, int partition, long next) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onOffsetCommitted(this);
    }
}
