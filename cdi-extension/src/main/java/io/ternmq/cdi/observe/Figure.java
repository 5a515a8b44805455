// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

/**
 * Every figure that the extension shows. Those of OpenTelemetry's conventions for messaging have the names that they
 * have there.
 */
public enum Figure {
    /** Messages that a listener has handled. */
    PROCESSED("ternmq.listener.processed", "Messages that were handled"),
    /** Messages over which a listener has failed. */
    FAILED("ternmq.listener.failed", "Messages that failed for good"),
    /** Further attempts of a listener. */
    RETRIED("ternmq.listener.retried", "Attempts after the first"),
    /** Whether a listener takes messages. */
    RUNNING("ternmq.listener.running", "1 while messages are taken, else 0"),
    /** Time in a listener's method. */
    DURATION("messaging.process.duration", "Time in the program's own code"),
    /** Messages that a publisher has sent. */
    PUBLISHED("ternmq.publisher.sent", "Messages that the provider has taken"),
    /** Messages that a publisher could not send. */
    UNPUBLISHED("ternmq.publisher.failed", "Messages that could not be written or sent"),
    /** Messages that a publisher had no room for. */
    UNTAKEN("ternmq.publisher.refused", "Messages that had no room and did not wait"),
    /** Messages on their way. */
    IN_FLIGHT("ternmq.publisher.inflight", "Messages on their way"),
    /** Size of the bodies that a publisher has sent. */
    BYTES("ternmq.publisher.bytes", "Size of the bodies that were sent"),
    /** Requests. */
    ASKED("ternmq.requester.sent", "Requests that were sent"),
    /** Requests with a good reply. */
    ANSWERED("ternmq.requester.answered", "Requests with a good reply"),
    /** Requests with a bad reply. */
    UNANSWERED("ternmq.requester.failed", "Requests that failed"),
    /** Requests without a reply in time. */
    TIMED_OUT("ternmq.requester.timeouts", "Requests without a reply in time"),
    /** Requests that the program has ended. */
    CANCELLED("ternmq.requester.cancelled", "Requests that the program has ended"),
    /** Requests that there was no room for. */
    UNASKED("ternmq.requester.refused", "Requests that were not sent because too many were outstanding"),
    /** Replies that came too late. */
    LATE("ternmq.requester.late", "Replies that nobody waited for any more"),
    /** Requests without a reply yet. */
    OUTSTANDING("ternmq.requester.outstanding", "Requests that wait for a reply");

    private final String text;
    private final String meaning;

    Figure(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /**
     * Its name.
     *
     * @return with dots
     */
    public String text() {
        return text;
    }

    /**
     * What it is.
     *
     * @return in words
     */
    public String meaning() {
        return meaning;
    }
}
