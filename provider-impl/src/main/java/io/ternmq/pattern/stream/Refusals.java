// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import jakarta.jms.JMSException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a broker refuses, as the exception of typed messaging. Any thread. */
final class Refusals {

    private Refusals() {}

    /**
     * The exception for a refusal. A transaction that was rolled back says why in its cause: that is what a program has
     * to decide by.
     */
    static ProviderException of(JMSException refusal) {
        ErrorCode code = codeOf(refusal);
        return new ProviderException(code, String.valueOf(refusal.getMessage()), refusal);
    }

    /** What a provider said, whatever its class, as the exception of typed messaging. */
    static ProviderException of(Exception failure) {
        if (failure instanceof ProviderException known) {
            return known;
        }
        if (failure instanceof JMSException refusal) {
            return of(refusal);
        }
        return new ProviderException(ErrorCode.INTERNAL, String.valueOf(failure.getMessage()), failure);
    }

    private static ErrorCode codeOf(JMSException refusal) {
        ErrorCode deepest = ErrorCode.INTERNAL;
        Throwable at = refusal;
        while (at != null) {
            ErrorCode said = said(at);
            if (said != null && (deepest == ErrorCode.INTERNAL || deepest == ErrorCode.TRANSACTION_ROLLED_BACK)) {
                deepest = said;
            }
            at = at.getCause();
        }
        return deepest == ErrorCode.INTERNAL ? byClass(refusal) : deepest;
    }

    private static @Nullable ErrorCode said(Throwable at) {
        if (at instanceof ProviderException known) {
            return known.code();
        }
        return at instanceof JMSException refusal ? named(refusal.getErrorCode()).orElse(null) : null;
    }

    private static Optional<ErrorCode> named(@Nullable String code) {
        return Arrays.stream(ErrorCode.values()).filter(each -> each.code().equals(code)).findFirst();
    }

    private static ErrorCode byClass(JMSException refusal) {
        return refusal instanceof jakarta.jms.IllegalStateException ? ErrorCode.ILLEGAL_STATE : ErrorCode.INTERNAL;
    }
}
