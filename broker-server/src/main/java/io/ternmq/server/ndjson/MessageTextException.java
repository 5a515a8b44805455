// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.ndjson;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A text that is no message; its message is half a sentence that goes behind the place, as in "line 3: …". */
public final class MessageTextException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what is wrong and what would be right
     */
    public MessageTextException(String message) {
        this(message, null);
    }

    /**
     * Says what is wrong.
     *
     * @param message what is wrong and what would be right
     * @param cause   what found it, or null
     */
    public MessageTextException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
