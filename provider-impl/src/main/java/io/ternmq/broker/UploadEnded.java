// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * The message of a large body was taken or will not come; who else holds the body keeps it.
 *
 * @param connection number of the connection
 * @param upload     number of the body among those that the connection sends
 */
public record UploadEnded(long connection, long upload) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onUploadEnded(this);
    }
}
