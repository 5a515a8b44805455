// SPDX-License-Identifier: Apache-2.0
/**
 * The contract of typed event streams, over TernMQ in one process, where a test moves the clock, and over TCP; and what
 * stays when a broker is started again on each of its stores.
 */
@NullMarked
package io.ternmq.tck.pattern.stream;

import org.jspecify.annotations.NullMarked;
