// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

/**
 * A sector of a segment that was written over has not been written again, and what it held before differs in a single
 * byte from what it should hold. The store takes that for damage, and may: no run can go on from there.
 */
final class StaleSectorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StaleSectorException(Throwable cause) {
        super(cause);
    }
}
