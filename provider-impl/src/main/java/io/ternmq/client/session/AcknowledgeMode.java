// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

/** Who says when that a message was consumed. */
public enum AcknowledgeMode {
    /** The session, after each message. */
    AUTO(false),
    /** The session, in batches as it suits it. */
    LAZY(false),
    /** The program, for everything consumed so far. */
    CLIENT(true),
    /** The program, for each message. */
    INDIVIDUAL(true),
    /** The commit of a local transaction. */
    TRANSACTED(true),
    /** Another session, to which the listener hands each message on; see {@link ClientSession#serve}. */
    HANDED_ON(false);

    private final boolean keeping;

    AcknowledgeMode(boolean keeping) {
        this.keeping = keeping;
    }

    /** True when consumed messages are kept in the ledger until somebody else says so. */
    boolean isKeeping() {
        return keeping;
    }
}
