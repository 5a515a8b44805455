// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/** What became of a delivery. */
public enum Outcome {
    /** It was consumed; the message is done with here. */
    ACCEPTED,
    /** No application saw it; the message goes back to its place as if it had not been delivered. */
    RELEASED,
    /**
     * An application may have seen it; the message is delivered again, counted and flagged, or becomes a dead letter.
     */
    FAILED
}
