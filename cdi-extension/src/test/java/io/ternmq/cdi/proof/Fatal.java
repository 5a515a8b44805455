// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof;

import java.io.Serial;

/** A failure that is not worth another attempt. */
public final class Fatal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    Fatal() {
        super("as the script says: for good");
    }
}
