// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.client.ClientConnection;
import io.ternmq.common.Log;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.Settlement;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * The chain of local transactions of one session: each end is the beginning of the next, until the session closes.
 * Owner: the thread that has the session's lane for sending; only {@link #end} may come from another thread. Who ends a
 * transaction takes the number and what was consumed in one step, so that a close and a commit never share one out.
 */
final class LocalTransaction {

    private static final Log LOG = Log.of(LocalTransaction.class);

    private final ClientConnection connection;
    private final Consumption consumption;
    private final List<ClientConsumer> consumers;
    private long number;
    private boolean hasSent;
    private boolean isOver;

    LocalTransaction(ClientConnection connection, Consumption consumption, List<ClientConsumer> consumers) {
        this.connection = connection;
        this.consumption = consumption;
        this.consumers = consumers;
        this.number = connection.nextTransaction();
    }

    /** What was done in one transaction, in the hands of whoever ends it. */
    private record Work(long number, boolean hasSent, List<Event.Deliver> consumed) {

        boolean isNothing() {
            return !hasSent && consumed.isEmpty();
        }
    }

    /** The number for a message that is sent within it. */
    synchronized long forSend() {
        requireGoingOn();
        hasSent = true;
        return number;
    }

    /** Commits; a refusal rolls everything back. */
    void commit() {
        Work work = takeAndBeginNext();
        consumption.forgetFailure();
        if (work.isNothing()) {
            return;
        }
        try {
            connection.call(new Commit(work.number(), Settlements.of(Outcome.ACCEPTED, work.consumed(), null)));
        } catch (ProviderException e) {
            giveBack(work.consumed());
            throw asRolledBack(e);
        }
    }

    /** Rolls back: what was sent is forgotten, what was consumed comes again. */
    void rollback() {
        Work work = takeAndBeginNext();
        if (work.isNothing()) {
            return;
        }
        try {
            List<Settlement> settlements = work.consumed().isEmpty()
                    ? List.of()
                    : consumption.withdraw(
                            consumers,
                            Outcome.FAILED,
                            work.consumed(),
                            consumption.causeOr("the transaction was rolled back"));
            connection.call(new Rollback(work.number(), settlements));
        } finally {
            consumption.forgetFailure();
            consumers.forEach(ClientConsumer::resume);
        }
    }

    /**
     * The session closes: what was not committed is rolled back for good, and no other transaction begins. A commit
     * that is under way is left to itself. Any thread may call.
     *
     * @param unseen deliveries that nobody has consumed
     */
    void end(List<Event.Deliver> unseen) {
        Work work = takeLast();
        List<Settlement> settlements = Settlements.of(Outcome.FAILED, work.consumed(), consumption.failure());
        settlements.addAll(Settlements.of(Outcome.RELEASED, unseen, null));
        if (work.hasSent() || !settlements.isEmpty()) {
            connection.call(new Rollback(work.number(), settlements));
        }
    }

    private synchronized Work takeLast() {
        isOver = true;
        return new Work(number, hasSent, consumption.takeKept());
    }

    private synchronized Work takeAndBeginNext() {
        requireGoingOn();
        Work work = new Work(number, hasSent, consumption.takeKept());
        if (!work.isNothing()) {
            number = connection.nextTransaction();
            hasSent = false;
        }
        return work;
    }

    private void requireGoingOn() {
        if (isOver) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, "The session was closed meanwhile; its transaction is rolled back.");
        }
    }

    /**
     * After a commit that did not succeed. Should it have been done all the same, its deliveries are not in flight any
     * more and this passes over them.
     */
    private void giveBack(List<Event.Deliver> consumed) {
        if (consumed.isEmpty() || connection.lost() != null) {
            return;
        }
        try {
            consumption.settle(consumption.withdraw(consumers, Outcome.FAILED, consumed, "the commit was refused"));
        } catch (ProviderException e) {
            LOG.log(Level.DEBUG, () -> "Could not give back what a failed commit had consumed: " + e.getMessage());
        }
    }

    /** A refusal means that it was rolled back; where nobody knows what happened, the exception says so. */
    private static ProviderException asRolledBack(ProviderException refusal) {
        ErrorCode code = refusal.code();
        if (code == ErrorCode.TIMEOUT || code == ErrorCode.CONNECTION_LOST || code == ErrorCode.ILLEGAL_STATE) {
            return refusal;
        }
        return new ProviderException(
                ErrorCode.TRANSACTION_ROLLED_BACK, String.valueOf(refusal.getMessage()), refusal);
    }
}
