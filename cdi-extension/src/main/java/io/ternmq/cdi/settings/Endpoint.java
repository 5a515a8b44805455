// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import org.jspecify.annotations.Nullable;

/**
 * Where a connection factory connects, and as whom.
 *
 * @param url      connection URI
 * @param user     who connects, or null
 * @param password the password of that, or null; not shown
 * @param clientId client identifier, or null
 */
public record Endpoint(String url, @Nullable String user, @Nullable String password, @Nullable String clientId) {

    @Override
    public String toString() {
        return "Endpoint[user=" + user + ", clientId=" + clientId + ']';
    }
}
