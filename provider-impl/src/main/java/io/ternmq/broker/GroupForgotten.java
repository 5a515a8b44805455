// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A group is gone; nobody is in it.
 *
 * @param stream number of the stream
 * @param group  name of the group
 */
public record GroupForgotten(long stream, String group) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onGroupForgotten(this);
    }
}
