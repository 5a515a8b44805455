// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

/**
 * A task has ended without a result. A worker's function throws it to choose the code; whoever waits for the result
 * gets it with that code, {@code CANCELLED} or {@code EXPIRED}.
 */
public final class TaskFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why, for programs. */
    private final String code;

    /**
     * A failure.
     *
     * @param code    why, for programs
     * @param message why, in words
     */
    public TaskFailedException(String code, String message) {
        super(message);
        this.code = code;
    }

    /**
     * Why, for programs.
     *
     * @return the code
     */
    public String code() {
        return code;
    }
}
