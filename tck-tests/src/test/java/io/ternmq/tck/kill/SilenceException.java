// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.io.Serial;

/** A victim does not say what it should. */
final class SilenceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    SilenceException(String message) {
        super(message);
    }
}
