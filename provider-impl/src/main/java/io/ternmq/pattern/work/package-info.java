// SPDX-License-Identifier: Apache-2.0
/**
 * Work queues: schedules, leases and tasks, typed, over plain Jakarta Messaging and what a TernMQ broker does for them.
 * Made by boot.
 */
@NullMarked
package io.ternmq.pattern.work;

import org.jspecify.annotations.NullMarked;
