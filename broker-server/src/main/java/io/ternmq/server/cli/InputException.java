// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.Serial;

/** What was handed in cannot be sent; the message names the line. */
final class InputException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
