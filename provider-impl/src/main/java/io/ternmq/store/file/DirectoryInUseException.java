// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.IOException;

/** Somebody else has the lock of a directory. */
public final class DirectoryInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param holder who has it, as part of a sentence, for example {@code process 4711}
     */
    public DirectoryInUseException(String holder) {
        super(holder);
    }
}
