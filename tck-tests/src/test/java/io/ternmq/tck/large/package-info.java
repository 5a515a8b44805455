// SPDX-License-Identifier: Apache-2.0
/** Messages whose bodies do not fit into memory, through the whole house, as a program sees them. */
@NullMarked
package io.ternmq.tck.large;

import org.jspecify.annotations.NullMarked;
