// SPDX-License-Identifier: Apache-2.0
/**
 * Small structures and ports that every room may use: time, execution, queues of commands. They know nothing of
 * messages.
 */
@NullMarked
package io.ternmq.common;

import org.jspecify.annotations.NullMarked;
