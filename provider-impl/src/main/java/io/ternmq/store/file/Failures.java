// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import org.jspecify.annotations.Nullable;

/** The sentences with which a store fails. */
final class Failures {

    private static final String REMEDY = "; look at it with 'tern store verify', then restore the directory from a copy"
            + " or save what is left with 'tern store compact --salvage'";

    private Failures() {}

    /** Something on disk is not what was written. */
    static ProviderException damaged(Disk disk, String what) {
        return new ProviderException(ErrorCode.STORE_FAILED, "The store in " + disk.describe() + " is damaged: " + what
                + REMEDY);
    }

    /** The operating system refused. */
    static ProviderException failed(Disk disk, String what, @Nullable Throwable cause) {
        String reason = cause == null ? "" : ": " + (cause.getMessage() == null ? cause : cause.getMessage());
        return new ProviderException(ErrorCode.STORE_FAILED,
                "The store in " + disk.describe() + " failed: " + what + reason, cause);
    }

    /** The call came at the wrong time, or for something that is not there. */
    static ProviderException refused(Disk disk, String why) {
        return new ProviderException(ErrorCode.STORE_FAILED, "The store in " + disk.describe() + " refuses: " + why);
    }
}
