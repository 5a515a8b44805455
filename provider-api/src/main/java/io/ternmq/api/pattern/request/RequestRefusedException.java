// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.request;

import java.util.Objects;

/**
 * Thrown by the code of a responder to fail with a code of the program's own; the requester finds it in {@link
 * RemoteFailureException#remoteCode()}.
 */
public final class RequestRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * A failure with a code.
     *
     * @param code    stable name that programs can compare
     * @param message what went wrong
     */
    public RequestRefusedException(String code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code, "code");
    }

    /**
     * The name that programs can compare.
     *
     * @return the code as it was given
     */
    public String code() {
        return code;
    }
}
