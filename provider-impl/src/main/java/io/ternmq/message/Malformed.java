// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import org.jspecify.annotations.Nullable;

/** The refusal of bytes that are not a message. */
final class Malformed {

    private Malformed() {}

    static ProviderException because(String what) {
        return because(what, null);
    }

    static ProviderException because(String what, @Nullable Throwable cause) {
        return new ProviderException(
                ErrorCode.MESSAGE_FORMAT,
                "Bytes that should be a message are damaged, or were written by a newer version: " + what + ".",
                cause);
    }
}
