// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import org.jspecify.annotations.Nullable;

/**
 * A client has connected.
 *
 * @param connection number of the connection
 * @param clientId client identifier, or null
 * @param sinceMillis when, in milliseconds since 1970
 * @param outlet where its events go
 */
public record ConnectionOpened(long connection, @Nullable String clientId, long sinceMillis, Outlet outlet)
        implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onConnectionOpened(this);
    }
}
