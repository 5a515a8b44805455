// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import java.io.Serial;
import java.util.Arrays;

/**
 * Rides on the failure of a test and tells in its printout how to play the test again. Has no stack trace: it
 * happened nowhere.
 */
final class ReplayHint extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private ReplayHint(String message) {
        super(message, null, false, false);
    }

    /** Attaches the hint to a failure, once. */
    static Throwable attach(Throwable failure, Faults faults) {
        boolean isThere = Arrays.stream(failure.getSuppressed()).anyMatch(ReplayHint.class::isInstance);
        if (!isThere) {
            failure.addSuppressed(new ReplayHint(faults.hint()));
        }
        return failure;
    }
}
