// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof;

/** What a bean is to do with what it gets next. */
public enum Deed {
    /** Handle it. */
    DONE,
    /** Fail in a way that is worth another attempt. */
    FAIL,
    /** Fail for good. */
    REJECT,
    /** Come to no end until somebody ends it. */
    HANG
}
