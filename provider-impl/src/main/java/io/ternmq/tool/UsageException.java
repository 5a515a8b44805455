// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

/** The command line is not understood; nothing was done. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String sentence) {
        super(sentence);
    }
}
