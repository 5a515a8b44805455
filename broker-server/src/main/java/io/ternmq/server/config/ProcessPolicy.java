// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

/**
 * What concerns the process and not the broker in it.
 *
 * @param logging  what is logged, and how it is written
 * @param shutdown how the process ends
 */
public record ProcessPolicy(LoggingPolicy logging, ShutdownPolicy shutdown) {

    /** Every default. */
    public static final ProcessPolicy DEFAULT = new ProcessPolicy(LoggingPolicy.DEFAULT, ShutdownPolicy.DEFAULT);
}
