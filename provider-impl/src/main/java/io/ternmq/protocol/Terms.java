// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import org.jspecify.annotations.Nullable;

/**
 * When a schedule runs.
 *
 * @param name     unique in the broker
 * @param atMillis its one moment, in milliseconds since 1970; 0 when there is an expression
 * @param cron     cron expression, or null when there is a moment
 * @param zone     name of the time zone in which the expression is read
 * @param missed   what becomes of moments that were missed
 */
public record Terms(String name, long atMillis, @Nullable String cron, String zone, Missed missed) {}
