// SPDX-License-Identifier: Apache-2.0
/** The idempotent consumer over databases, and schedules and leases by the virtual clock over stores. */
@NullMarked
package io.ternmq.tck.pattern.work;

import org.jspecify.annotations.NullMarked;
