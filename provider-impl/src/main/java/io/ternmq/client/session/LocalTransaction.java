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
 * The chain of local transactions of one session: each end is the beginning of the next. Owner: the thread that has the
 * session's lane for sending.
 */
final class LocalTransaction {

    private static final Log LOG = Log.of(LocalTransaction.class);

    private final ClientConnection connection;
    private final Consumption consumption;
    private final List<ClientConsumer> consumers;
    private long number;
    private boolean hasSent;

    LocalTransaction(ClientConnection connection, Consumption consumption, List<ClientConsumer> consumers) {
        this.connection = connection;
        this.consumption = consumption;
        this.consumers = consumers;
        this.number = connection.nextTransaction();
    }

    /** The number for a message that is sent within it. */
    long forSend() {
        hasSent = true;
        return number;
    }

    /** Commits; a refusal rolls everything back. */
    void commit() {
        List<Event.Deliver> consumed = consumption.takeKept();
        if (!hasSent && consumed.isEmpty()) {
            return;
        }
        try {
            connection.call(new Commit(number, Settlements.of(Outcome.ACCEPTED, consumed, null)));
        } catch (ProviderException e) {
            giveBack(consumed);
            throw asRolledBack(e);
        } finally {
            beginNext();
        }
    }

    /** Rolls back: what was sent is forgotten, what was consumed comes again. */
    void rollback() {
        List<Event.Deliver> consumed = consumption.takeKept();
        if (!hasSent && consumed.isEmpty()) {
            return;
        }
        try {
            List<Settlement> settlements = consumed.isEmpty()
                    ? List.of()
                    : consumption.withdraw(
                            consumers,
                            Outcome.FAILED,
                            consumed,
                            consumption.causeOr("the transaction was rolled back"));
            connection.call(new Rollback(number, settlements));
        } finally {
            beginNext();
            consumers.forEach(ClientConsumer::resume);
        }
    }

    /** Ends it for good; the settlements say what becomes of deliveries. */
    void abandon(List<Settlement> settlements) {
        if (hasSent || !settlements.isEmpty()) {
            connection.call(new Rollback(number, settlements));
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

    private void beginNext() {
        number = connection.nextTransaction();
        hasSent = false;
        consumption.forgetFailure();
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
