// SPDX-License-Identifier: Apache-2.0
/**
 * Servers and brokers that end between prepare and commit, each in a process of its own, and what recovery makes of it.
 * JUnit calls.
 */
@NullMarked
package io.ternmq.ra.adapter.crash;

import org.jspecify.annotations.NullMarked;
