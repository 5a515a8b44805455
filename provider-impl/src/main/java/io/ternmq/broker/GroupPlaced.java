// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A group of readers goes on at a place, in all partitions; it is made when it does not exist.
 *
 * @param stream number of the stream
 * @param group  name of the group
 * @param offset the place
 */
public record GroupPlaced(long stream, String group, long offset) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onGroupPlaced(this);
    }
}
