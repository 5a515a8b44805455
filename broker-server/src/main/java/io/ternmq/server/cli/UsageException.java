// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.Serial;

/** A command line that can be read, but makes no sense. */
final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
