// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

/** How OpenTelemetry is used when it is on the class path. Trace context travels with messages in any case. */
public enum TraceMode {
    /** Not at all. */
    OFF,
    /**
     * Handling a single message is a child of its sending; handling a batch is linked to the sending of each of its
     * messages.
     */
    PARENT,
    /** Handling is a trace of its own, linked to the sending of every message. */
    LINK
}
