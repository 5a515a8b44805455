// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

/** The process stops here. An error and no exception, because nobody who tidies up is to catch it. */
public final class Halt extends Error {

    private static final long serialVersionUID = 1L;

    Halt() {
        super("The process has stopped", null, false, false);
    }
}
