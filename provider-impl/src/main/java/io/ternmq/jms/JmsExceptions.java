// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import static java.util.Map.entry;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
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
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The one table between the codes of TernMQ, the checked exceptions of the specification and their unchecked twins.
 * Every code that the specification has no class for becomes a plain {@link JMSException}; that includes {@link
 * ErrorCode#SUBSCRIPTION_CONFLICT}, for which the specification asks for no more.
 */
public final class JmsExceptions {

    private static final Map<ErrorCode, BiFunction<String, String, JMSException>> CHECKED = Map.ofEntries(
            entry(ErrorCode.INVALID_DESTINATION, InvalidDestinationException::new),
            entry(ErrorCode.UNKNOWN_SUBSCRIPTION, InvalidDestinationException::new),
            entry(ErrorCode.INVALID_SELECTOR, InvalidSelectorException::new),
            entry(ErrorCode.INVALID_CLIENT_ID, InvalidClientIDException::new),
            entry(ErrorCode.MESSAGE_FORMAT, MessageFormatException::new),
            entry(ErrorCode.SECURITY, JMSSecurityException::new),
            entry(ErrorCode.RESOURCE_LIMIT, ResourceAllocationException::new),
            entry(ErrorCode.ILLEGAL_STATE, IllegalStateException::new),
            entry(ErrorCode.TRANSACTION_ROLLED_BACK, TransactionRolledBackException::new),
            entry(ErrorCode.TRANSACTION_IN_PROGRESS, TransactionInProgressException::new));

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
            entry(TransactionInProgressException.class, TransactionInProgressRuntimeException::new),
            entry(JMSException.class, JMSRuntimeException::new));

    private JmsExceptions() {}

    /** What a program sees of a refusal; the refusal itself is both the cause and the linked exception. */
    public static JMSException translate(ProviderException refusal) {
        return of(refusal.code(), String.valueOf(refusal.getMessage()), refusal);
    }

    /** The exception that belongs to a code. */
    public static JMSException of(ErrorCode code, String message) {
        return CHECKED.getOrDefault(code, JMSException::new).apply(message, code.code());
    }

    /**
     * The exception that belongs to a code, with a cause; unless that is an error, it is the linked exception as
     * well.
     */
    public static JMSException of(ErrorCode code, String message, Throwable cause) {
        JMSException exception = of(code, message);
        exception.initCause(cause);
        if (cause instanceof Exception linked) {
            exception.setLinkedException(linked);
        }
        return exception;
    }

    /** The unchecked twin for the simplified API: same message, same code, the checked exception as cause. */
    public static JMSRuntimeException toRuntime(JMSException checked) {
        return twinOf(checked.getClass()).create(checked.getMessage(), checked.getErrorCode(), checked);
    }

    /** The twin of the nearest class in the table: a provider, or a program, may have made subclasses of its own. */
    private static Unchecked twinOf(Class<?> checked) {
        Unchecked twin = UNCHECKED.get(checked);
        return twin == null ? twinOf(checked.getSuperclass()) : twin;
    }

    @FunctionalInterface
    private interface Unchecked {
        JMSRuntimeException create(@Nullable String message, @Nullable String errorCode, Throwable cause);
    }
}
