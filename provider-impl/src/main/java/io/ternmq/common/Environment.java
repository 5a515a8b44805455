// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import java.util.concurrent.Executor;

/**
 * Everything that a broker or client takes from the outside world.
 *
 * @param time     the clock
 * @param executor runs listeners, completions and the overflow of serialised contexts; must not run tasks on the
 *                 submitting thread
 */
public record Environment(TimeSource time, Executor executor) {}
