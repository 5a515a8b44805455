// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.message.Bytes;

/**
 * Names a branch of a distributed transaction, as a transaction manager does with an {@code Xid}.
 *
 * @param format    the manager's format
 * @param global    the transaction, at most {@value #MAX_PART} bytes
 * @param qualifier the branch of it, at most {@value #MAX_PART} bytes
 */
public record BranchId(int format, Bytes global, Bytes qualifier) {

    /** The longest part that X/Open allows, in bytes. */
    public static final int MAX_PART = 64;
}
