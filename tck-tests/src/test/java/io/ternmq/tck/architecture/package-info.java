// SPDX-License-Identifier: Apache-2.0

/**
 * Holds the compiled provider against {@code build/import-table.txt}: who imports whom, and who may touch clocks,
 * threads, randomness and static state.
 */
@NullMarked
package io.ternmq.tck.architecture;

import org.jspecify.annotations.NullMarked;
