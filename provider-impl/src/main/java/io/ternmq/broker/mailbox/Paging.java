// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

/**
 * How a mailbox divides its messages between memory and store.
 *
 * @param window ready messages that a mailbox keeps as objects before newcomers go to its backlog
 * @param chunk  most messages in one chunk of a backlog
 * @param refill most messages that come out of a backlog at a time
 * @param looks  messages of backlogs that selectors may look at before others have their turn
 */
public record Paging(int window, int chunk, int refill, int looks) {

    /** What brokers run with. */
    public static final Paging DEFAULT = new Paging(1_000, 1_024, 64, 2_000);

    /** Checks the ranges. */
    public Paging {
        if (window < 0 || chunk < 1 || refill < 1 || looks < 1) {
            throw new IllegalArgumentException("window " + window + ", chunk " + chunk + ", refill " + refill
                    + ", looks " + looks + ": the window must not be negative, the others must be positive");
        }
    }
}
