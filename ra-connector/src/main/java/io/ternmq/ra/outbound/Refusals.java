// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static java.util.Map.entry;

import io.ternmq.api.ErrorCode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.TransactionRolledBackRuntimeException;
import jakarta.resource.ResourceException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What programs and the server see when something is refused or fails. */
final class Refusals {

    /** After these a connection is of no use to anybody. */
    private static final Set<String> FATAL =
            Set.of(ErrorCode.CONNECTION_LOST.code(), ErrorCode.PROTOCOL.code(), ErrorCode.STORE_FAILED.code());

    private static final Map<Class<?>, Unchecked> UNCHECKED = Map.ofEntries(
            entry(InvalidDestinationException.class, InvalidDestinationRuntimeException::new),
            entry(InvalidSelectorException.class, InvalidSelectorRuntimeException::new),
            entry(InvalidClientIDException.class, InvalidClientIDRuntimeException::new),
            entry(MessageFormatException.class, MessageFormatRuntimeException::new),
            entry(MessageNotWriteableException.class, MessageNotWriteableRuntimeException::new),
            entry(JMSSecurityException.class, JMSSecurityRuntimeException::new),
            entry(ResourceAllocationException.class, ResourceAllocationRuntimeException::new),
            entry(IllegalStateException.class, IllegalStateRuntimeException::new),
            entry(TransactionRolledBackException.class, TransactionRolledBackRuntimeException::new),
            entry(TransactionInProgressException.class, TransactionInProgressRuntimeException::new));

    private Refusals() {}

    /** The constructor of an unchecked exception of the specification. */
    private interface Unchecked {
        JMSRuntimeException of(String reason, String code, Throwable cause);
    }

    static IllegalStateException closed(String what) {
        return new IllegalStateException("The " + what + " is closed.", ErrorCode.ILLEGAL_STATE.code());
    }

    /** Jakarta EE does not allow this in web and EJB containers. */
    static IllegalStateException inServer(String method, String instead) {
        return new IllegalStateException(
                "Jakarta EE does not allow " + method + " in web and EJB containers: " + instead
                        + " A connection factory with container=client lifts the restriction.",
                ErrorCode.ILLEGAL_STATE.code());
    }

    /** The managed connection cannot work in two transactions at once. */
    static IllegalStateException otherTransaction() {
        return new IllegalStateException(
                "The connection works in the transaction of another thread, which has not ended: give each thread a"
                        + " connection of its own, and close it before the transaction ends.",
                ErrorCode.ILLEGAL_STATE.code());
    }

    /** The transaction has ended or is laid aside, and the thread does not know yet. */
    static IllegalStateException pastTransaction() {
        return new IllegalStateException(
                "The transaction of the thread goes on without this connection: the server has ended its part, as after"
                        + " a time-out, or has laid it aside. End the transaction, and use the connection in the next.",
                ErrorCode.ILLEGAL_STATE.code());
    }

    static IllegalStateException wrongDomain(String what, String method) {
        return new IllegalStateException(
                "A session for " + what + " only has no " + method
                        + "(): make the session with a ConnectionFactory that knows both.",
                ErrorCode.ILLEGAL_STATE.code());
    }

    static InvalidDestinationException notA(String kind, Object destination) {
        return new InvalidDestinationException(
                destination + " is no " + kind + '.', ErrorCode.INVALID_DESTINATION.code());
    }

    /** Whether the connection is lost with this failure. */
    static boolean isFatal(JMSException failure) {
        return failure.getErrorCode() != null && FATAL.contains(failure.getErrorCode());
    }

    /** The unchecked twin. */
    static JMSRuntimeException unchecked(JMSException failure) {
        Unchecked twin = UNCHECKED.getOrDefault(failure.getClass(), JMSRuntimeException::new);
        return twin.of(String.valueOf(failure.getMessage()), failure.getErrorCode(), failure);
    }

    /** What a program sees when the server gives it no connection: the reason itself when that is known. */
    static JMSException allocation(ResourceException refusal) {
        JMSException known = known(refusal);
        if (known != null) {
            return known;
        }
        String sentence = "The server gives no connection: " + refusal.getMessage();
        JMSException seen = refusal instanceof jakarta.resource.spi.SecurityException
                ? new JMSSecurityException(sentence, ErrorCode.SECURITY.code())
                : new ResourceAllocationException(sentence, ErrorCode.RESOURCE_LIMIT.code());
        seen.setLinkedException(refusal);
        seen.initCause(refusal);
        return seen;
    }

    private static @Nullable JMSException known(Throwable refusal) {
        Throwable next = refusal.getCause();
        for (int depth = 0; next != null && depth < 8; depth++) {
            if (next instanceof JMSException reason) {
                return reason;
            }
            next = next.getCause();
        }
        return null;
    }

    /** What the server sees when the broker refuses. */
    static ResourceException refused(String what, JMSException reason) {
        String sentence = what + ": " + reason.getMessage();
        if (reason instanceof JMSSecurityException) {
            return new jakarta.resource.spi.SecurityException(sentence, reason);
        }
        if (isFatal(reason)) {
            return new jakarta.resource.spi.CommException(sentence, reason);
        }
        return new jakarta.resource.spi.ResourceAllocationException(sentence, reason);
    }
}
