// SPDX-License-Identifier: Apache-2.0
/**
 * JMH measurements of the parts and of the whole. What was measured, with which command, stands in
 * {@code docs/performance.md}.
 */
@NullMarked
package io.ternmq.benchmarks;

import org.jspecify.annotations.NullMarked;
