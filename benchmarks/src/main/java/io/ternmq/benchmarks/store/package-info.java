// SPDX-License-Identifier: Apache-2.0
/**
 * What durability costs: programs that measure the stores side by side with a bare loop over the same disk or database,
 * in one run, turn by turn, since disks change their minds from minute to minute.
 */
@NullMarked
package io.ternmq.benchmarks.store;

import org.jspecify.annotations.NullMarked;
