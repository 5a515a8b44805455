// SPDX-License-Identifier: Apache-2.0
/**
 * A disk in memory with seeded faults, and what the file store makes of them. For tests of the store and of the broker
 * over it.
 */
@NullMarked
package io.ternmq.store.file.faults;

import org.jspecify.annotations.NullMarked;
