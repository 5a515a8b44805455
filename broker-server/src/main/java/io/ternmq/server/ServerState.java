// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

/**
 * What a server is at. Only ever the next one:
 *
 * <pre>
 *   STARTING -- every service is open --> READY -- told to stop --> DRAINING -- everything is closed --> STOPPED
 *   STARTING -- something failed --> STOPPED
 * </pre>
 */
public enum ServerState {
    /** Opens the store, then one service after the other. */
    STARTING,
    /** Serves, or stands by for another broker that has the store. */
    READY,
    /** Takes up nobody new. */
    DRAINING,
    /** Has nothing open any more. */
    STOPPED
}
