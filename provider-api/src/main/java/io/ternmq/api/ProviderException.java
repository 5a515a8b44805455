// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the core of TernMQ throws and what a refusal of the broker becomes on the client's side. Programs that use the
 * {@code jakarta.jms} interfaces see it as the cause of the exception that the specification names.
 */
public class ProviderException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * Creates an exception without a cause.
     *
     * @param code    what kind of refusal this is
     * @param message a sentence that tells the reader what happened and what to do
     */
    public ProviderException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * Creates an exception.
     *
     * @param code    what kind of refusal this is
     * @param message a sentence that tells the reader what happened and what to do
     * @param cause   what led to it, or null
     */
    public ProviderException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /**
     * What kind of refusal this is.
     *
     * @return the stable code
     */
    public ErrorCode code() {
        return code;
    }
}
