// SPDX-License-Identifier: Apache-2.0
/** Pooled JMS as a user: connections and sessions that many borrow in turn. */
@NullMarked
package io.ternmq.tck.interop.pool;

import org.jspecify.annotations.NullMarked;
