// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import org.jspecify.annotations.Nullable;

/** Goes on after a failure and reports it at the end: the first one, with the others attached. Owned by one thread. */
final class Failures {

    private @Nullable Throwable first;

    void add(Throwable failure) {
        if (first == null) {
            first = failure;
        } else if (first != failure) {
            first.addSuppressed(failure);
        }
    }

    /** Does something that may fail. */
    void collect(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            add(e);
        }
    }

    /** Throws what was collected, if anything. */
    void rethrow() {
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
        if (first != null) {
            throw new IllegalStateException(first);
        }
    }
}
