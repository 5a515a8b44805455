// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

/**
 * First word of a line from the victim. The other words follow in the order given here. A unit is what takes effect as
 * a whole: a transaction, a branch, or, named {@code -}, whatever the mode of the session makes of the single call.
 */
enum Verb {
    /** The broker is about to be started. */
    OPENING,
    /** The broker runs. */
    OPENED,
    /** A branch was found prepared: name. The victim waits for a {@link Verdict}. */
    INDOUBT,
    /** There are no more branches in doubt than those that were told. */
    SCANNED,
    /** Every branch in doubt was ended that is not to be left. */
    RESOLVED,
    /** Everything was taken out of every mailbox. */
    DRAINED,
    /** The load is under way. */
    LOADING,
    /** The broker was closed in good order. */
    STOPPED,
    /** Something failed that should not: words. */
    TROUBLE,

    /** About to send: unit, message, priority, delay in milliseconds, mailboxes with commas between them. */
    INTEND,
    /** The send outside of any transaction has returned: message. */
    SENT,
    /** About to commit a unit that was not prepared: unit. */
    COMMIT,
    /** A commit has returned: unit. */
    COMMITTED,
    /** About to roll back: unit. */
    ROLLBACK,
    /** The rollback has returned: unit. */
    ROLLEDBACK,
    /** About to prepare: unit. */
    PREPARE,
    /** Prepare has returned: unit. */
    PREPARED,
    /** Prepare has returned and said that there is nothing to commit: unit. */
    READONLY,
    /** The manager has decided to commit what is prepared: unit. */
    DECIDE,

    /** A session with one consumer was opened: session, {@link Reader.Mode}, mailbox. */
    OPEN,
    /** About to ask for a message in a session that acknowledges by itself: session. */
    ASK,
    /** There was none: session. */
    NONE,
    /** A message has come: session, unit, message, delivery count, {@code R} if flagged, milliseconds it is early. */
    GOT,
    /** About to acknowledge all: session. */
    ACK,
    /** The acknowledgement has returned: session. */
    ACKED,
    /** About to give all back that is not acknowledged: session. */
    RECOVER,
    /** About to close: session. */
    CLOSE,
    /** Closing has returned: session. */
    CLOSED,

    /** About to browse: name of the walk, mailbox. */
    BROWSE,
    /** The browser shows a message: name of the walk, message. */
    SEEN
}
