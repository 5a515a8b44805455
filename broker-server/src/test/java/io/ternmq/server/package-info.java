// SPDX-License-Identifier: Apache-2.0
/** The process: how it starts, how it ends, and what it says about both. */
@NullMarked
package io.ternmq.server;

import org.jspecify.annotations.NullMarked;
