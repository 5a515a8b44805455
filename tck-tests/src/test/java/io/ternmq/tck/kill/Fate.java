// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

/**
 * How far a {@link Deed} has come.
 *
 * <pre>
 *   OPEN - about to commit -> COMMITTING - returned -> COMMITTED          killed meanwhile: UNKNOWN
 *   OPEN - about to prepare -> PREPARING - returned -> PREPARED - decided -> DECIDED -> COMMITTED
 *   OPEN, PREPARED - about to roll back -> ABORTING -> ABORTED            killed in OPEN, PREPARING: the same
 * </pre>
 */
enum Fate {
    /** Under way; nothing of it may show. */
    OPEN,
    /** May be prepared any moment. */
    PREPARING,
    /** Must be found in doubt from now on. */
    PREPARED,
    /** May take effect any moment, or, if the victim dies, never. */
    COMMITTING,
    /** Will take effect whatever happens. */
    DECIDED,
    /** Has taken effect. */
    COMMITTED,
    /** Will have no effect; may still be found in doubt. */
    ABORTING,
    /** Has had no effect. */
    ABORTED,
    /** Has had all of its effect or none; what comes later tells which. */
    UNKNOWN;

    /** Whether a message that was sent in it may be seen. */
    boolean mayShow() {
        return this == COMMITTING || this == DECIDED || this == COMMITTED || this == UNKNOWN;
    }

    /** Whether a message that was received in it is gone for good. */
    boolean isSettled() {
        return this == DECIDED || this == COMMITTED;
    }

    /** Whether a message that was received in it is kept from everybody else. */
    boolean isHolding() {
        return this == OPEN || this == PREPARING || this == PREPARED || this == COMMITTING;
    }

    /** Whether nothing changes it any more. */
    boolean isFinal() {
        return this == COMMITTED || this == ABORTED || this == UNKNOWN;
    }
}
