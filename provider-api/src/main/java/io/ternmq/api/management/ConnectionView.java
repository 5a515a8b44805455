// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import org.jspecify.annotations.Nullable;

/**
 * An open connection.
 *
 * @param number      its number, which no other connection gets until the broker is started again
 * @param clientId    client identifier, or null
 * @param user        who it is; null for a client that has not said so
 * @param address     where it comes from
 * @param sinceMillis when it was opened, in milliseconds since 1970
 * @param consumers   open consumers
 * @param inFlight    messages that it received and has not acknowledged
 */
public record ConnectionView(
        long number,
        @Nullable String clientId,
        @Nullable String user,
        String address,
        long sinceMillis,
        int consumers,
        int inFlight) {}
