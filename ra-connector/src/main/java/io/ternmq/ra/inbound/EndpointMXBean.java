// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import org.jspecify.annotations.Nullable;

/** An endpoint for consoles, as {@code io.ternmq:type=Endpoint,name="…"}. */
public interface EndpointMXBean {

    /** What it takes messages from. */
    String getDestination();

    /** RUNNING, PAUSED, HALF_OPEN, RECONNECTING or STOPPED. */
    String getState();

    /** How many messages are being worked on. */
    int getLanes();

    /** Deliveries that went well. */
    long getDelivered();

    /** Deliveries that failed. */
    long getFailed();

    /** Deliveries that failed since the last one that went well. */
    long getFailedInRow();

    /** What went wrong last, or null. */
    @Nullable String getLastFailure();

    /** When a paused endpoint tries again, as ISO-8601 text; otherwise null. */
    @Nullable String getPausedUntil();

    /** Has a paused endpoint try again now, and one without a connection connect; does nothing in other states. */
    void retry();
}
