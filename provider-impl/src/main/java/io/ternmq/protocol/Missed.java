// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/** What a schedule does about moments that it could not run in time. */
public enum Missed {
    /** One run makes up for all of them. */
    RUN_ONCE,
    /** Each of them runs, up to a thousand. */
    RUN_ALL,
    /** Those from before the start of the broker are left out. */
    SKIP
}
