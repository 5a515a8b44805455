// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A connection sends a large body.
 *
 * @param connection number of the connection
 * @param upload     number of the body among those that the connection sends
 * @param body       number of the body
 */
public record UploadBegun(long connection, long upload, long body) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onUploadBegun(this);
    }
}
