// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import static java.util.Map.entry;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.protocol.Vote;
import java.util.Map;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** The one table between the codes of TernMQ and those of X/Open. */
final class XaCodes {

    private static final Map<ErrorCode, Integer> CODES = Map.ofEntries(
            entry(ErrorCode.UNKNOWN_BRANCH, XAException.XAER_NOTA),
            entry(ErrorCode.DUPLICATE_BRANCH, XAException.XAER_DUPID),
            entry(ErrorCode.BRANCH_STATE, XAException.XAER_PROTO),
            entry(ErrorCode.BRANCH_COMMITTED, XAException.XA_HEURCOM),
            entry(ErrorCode.BRANCH_ROLLED_BACK, XAException.XA_HEURRB),
            entry(ErrorCode.ILLEGAL_STATE, XAException.XAER_RMFAIL),
            entry(ErrorCode.CONNECTION_LOST, XAException.XAER_RMFAIL),
            entry(ErrorCode.PROTOCOL, XAException.XAER_RMFAIL),
            entry(ErrorCode.STORE_FAILED, XAException.XAER_RMFAIL),
            entry(ErrorCode.TIMEOUT, XAException.XAER_RMFAIL),
            entry(ErrorCode.TRANSACTION_ROLLED_BACK, XAException.XA_RBROLLBACK));

    private XaCodes() {}

    /** The exception for a refusal; whatever the table does not know is {@code XAER_RMERR}. */
    static XAException translate(ProviderException refusal) {
        int code = CODES.getOrDefault(refusal.code(), XAException.XAER_RMERR);
        return of(code, refusal.code().code() + ": " + refusal.getMessage(), refusal);
    }

    /** The exception for arguments that mean nothing. */
    static XAException invalid(String message) {
        return of(XAException.XAER_INVAL, message, null);
    }

    /** Refuses a vote that says that the branch has been rolled back; else tells how {@code prepare} answers. */
    static int require(Vote vote) throws XAException {
        return switch (vote) {
            case DONE -> XAResource.XA_OK;
            case READ_ONLY -> XAResource.XA_RDONLY;
            case ROLLED_BACK -> throw of(XAException.XA_RBROLLBACK, "The branch has been rolled back.", null);
            case TIMED_OUT -> throw of(
                    XAException.XA_RBTIMEOUT, "The branch has been rolled back: it took too long.", null);
        };
    }

    private static XAException of(int code, String message, @Nullable Throwable cause) {
        XAException exception = new XAException(message);
        exception.errorCode = code;
        if (cause != null) {
            exception.initCause(cause);
        }
        return exception;
    }
}
