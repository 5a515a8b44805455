// SPDX-License-Identifier: Apache-2.0
/**
 * Work queues: schedules, leases, tasks with a handle, and help for consumers that must not do the same work twice.
 * What needs a TernMQ broker says so.
 */
@NullMarked
package io.ternmq.api.pattern.work;

import org.jspecify.annotations.NullMarked;
