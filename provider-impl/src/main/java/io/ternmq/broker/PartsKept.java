// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * Parts of a large body in the store, in order, behind those that are known; only in checkpoints.
 *
 * @param body   number of the body
 * @param length how many bytes these parts have
 * @param refs   their references; handed over, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never changed
public record PartsKept(long body, long length, long[] refs) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onPartsKept(this);
    }
}
