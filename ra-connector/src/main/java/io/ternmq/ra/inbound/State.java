// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

/** What an endpoint does. */
public enum State {

    /** Takes messages, on as many threads as it may. */
    RUNNING,

    /** Takes none for a while, after failures in a row. */
    PAUSED,

    /** Tries one message at a time; the first decides whether it runs again. */
    HALF_OPEN,

    /** Has no connection, the first or another, and tries to get one. */
    RECONNECTING,

    /** Takes no message any more: it was deactivated, or gave up to connect. */
    STOPPED
}
