// SPDX-License-Identifier: Apache-2.0
/** The storage engine in memory: what survives a broker, but not its Java virtual machine. The model for the others. */
@NullMarked
package io.ternmq.store.memory;

import org.jspecify.annotations.NullMarked;
