// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import org.jspecify.annotations.Nullable;

/** A body cannot be written, or what has come is not what the receiver has declared. Trying again will not help. */
public final class PayloadException extends ProviderException {

    private static final long serialVersionUID = 1L;

    private final String path;

    /**
     * A body that cannot be written or read.
     *
     * @param code    {@link ErrorCode#PAYLOAD_UNREADABLE} or {@link ErrorCode#PAYLOAD_UNWRITABLE}
     * @param message what does not fit, where, and what was expected
     * @param path    the place, as a JSON path such as {@code $.items[2].price}; {@code $} when it is not known
     * @param cause   what the codec said, or null
     */
    public PayloadException(ErrorCode code, String message, String path, @Nullable Throwable cause) {
        super(code, message, cause);
        this.path = path;
    }

    /**
     * Where it does not fit.
     *
     * @return a JSON path, {@code $} for the body as a whole
     */
    public String path() {
        return path;
    }
}
