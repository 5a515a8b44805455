// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.api.ErrorCode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TransactionInProgressException;
import org.jspecify.annotations.Nullable;

/**
 * Where a session of a program sits: on the one session of a managed connection, which the server takes into its
 * transactions; or, in an application client, on an ordinary session beside it. Nothing is ever done in a transaction
 * that is not the thread's: in an application client, where threads share the managed connection, its session serves
 * within transactions only. One thread, except {@link #leave()}.
 */
final class Seat {

    private final Grip grip;
    /** An ordinary session, or null. */
    private final @Nullable Session own;
    private final boolean shared;
    /** For what is done outside of transactions on a seat of a transaction that other threads share. */
    private volatile @Nullable Session spare;

    private Seat(Grip grip, @Nullable Session own, boolean shared) {
        this.grip = grip;
        this.own = own;
        this.shared = shared;
    }

    /** The managed connection is for this session alone. */
    static Seat managed(Grip grip) {
        return new Seat(grip, null, false);
    }

    /** A session of a client; one that is made within a transaction of the server belongs to that. */
    static Seat onItsOwn(Grip grip, int mode) throws JMSException {
        ManagedTernConnection connection = grip.enlisted();
        return switch (connection.standing()) {
            case WITHIN -> new Seat(grip, null, true);
            case ELSEWHERE -> throw Refusals.otherTransaction();
            case FREE, OUTSIDE -> new Seat(grip, ordinary(connection.line(), mode), true);
        };
    }

    private static Session ordinary(Line line, int mode) throws JMSException {
        Session made = line.connection().createSession(mode);
        line.keep(made);
        return made;
    }

    Grip grip() {
        return grip;
    }

    Line line() throws JMSException {
        return grip.held().line();
    }

    /** The session to work with, in the transaction of the thread. */
    Session session() throws JMSException {
        if (own != null) {
            grip.held();
            return own;
        }
        ManagedTernConnection connection = grip.enlisted();
        return switch (connection.standing()) {
            case WITHIN -> connection.session();
            case ELSEWHERE -> throw Refusals.otherTransaction();
            case FREE -> shared ? spare(connection) : connection.session();
            case OUTSIDE -> spare(connection);
        };
    }

    private Session spare(ManagedTernConnection connection) throws JMSException {
        if (!shared) {
            throw Refusals.otherTransaction();
        }
        Session present = spare;
        if (present == null) {
            present = ordinary(connection.line(), Session.AUTO_ACKNOWLEDGE);
            spare = present;
        }
        return present;
    }

    /** Whether what the thread does here belongs to its transaction. */
    private boolean isWithin() throws JMSException {
        return grip.enlisted().standing() == Standing.WITHIN;
    }

    boolean getTransacted() throws JMSException {
        return own == null ? isWithin() : own.getTransacted();
    }

    /** What the program has asked for, as far as it counts. */
    int getAcknowledgeMode(int asked) throws JMSException {
        if (own != null) {
            return own.getAcknowledgeMode();
        }
        if (isWithin()) {
            return Session.SESSION_TRANSACTED;
        }
        return asked == Session.DUPS_OK_ACKNOWLEDGE ? asked : Session.AUTO_ACKNOWLEDGE;
    }

    /** The session whose transaction the program ends itself, if there is one. */
    Session transacted(String step) throws JMSException {
        if (own != null) {
            return own;
        }
        if (isWithin()) {
            throw new TransactionInProgressException(
                    "The transaction is the server's: the program cannot " + step + " it with the session.",
                    ErrorCode.TRANSACTION_IN_PROGRESS.code());
        }
        throw new IllegalStateException(
                "The session has no transaction that one could " + step
                        + ": begin one with jakarta.transaction.UserTransaction before the session is made.",
                ErrorCode.ILLEGAL_STATE.code());
    }

    /** Has messages delivered again; one that acknowledges by itself has none. */
    void recover() throws JMSException {
        if (own != null) {
            session().recover();
        } else if (isWithin()) {
            throw new IllegalStateException(
                    "A session in a transaction does not recover: roll the transaction back.",
                    ErrorCode.ILLEGAL_STATE.code());
        }
    }

    /** Whether there are temporary destinations that would go with the managed connection. */
    boolean hasTemporaries() throws JMSException {
        return !shared && grip.isOpen() && grip.held().line().hasTemporaries();
    }

    private void end(@Nullable Session ordinary) throws JMSException {
        if (ordinary != null && grip.isOpen()) {
            ordinary.close();
            grip.held().line().forget(ordinary);
        }
    }

    /** Gives up the seat; a managed connection goes back to the server. */
    void leave() throws JMSException {
        end(own);
        end(spare);
        if (!shared) {
            grip.close();
        }
    }
}
