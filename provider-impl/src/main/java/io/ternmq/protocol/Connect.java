// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import org.jspecify.annotations.Nullable;

/**
 * First request of a connection; answered by {@link Reply.Connected}.
 *
 * @param clientId client identifier, or null when none is preset
 * @param user     user name, or null for the default identity
 * @param password password, or null
 */
public record Connect(@Nullable String clientId, @Nullable String user, @Nullable String password)
        implements Request {

    @Override
    public String toString() {
        return "Connect[clientId=" + clientId + ", user=" + user + "]";
    }
}
