// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import java.io.Serial;

/** A handler was stopped before it had an answer: nobody is told, and the request goes back to the provider. */
public final class Abandoned extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Without a trace of calls, which is that of whoever stops. */
    public Abandoned() {
        super("Who answers has stopped before the answer was there", null, false, false);
    }
}
