// SPDX-License-Identifier: Apache-2.0
/**
 * One class for each request: reads the state, decides, changes nothing. What several of them decide in the same way
 * has a class of its own ({@link io.ternmq.broker.handler.Routing}, {@link io.ternmq.broker.handler.Settling}, {@link
 * io.ternmq.broker.handler.Departure}).
 */
@NullMarked
package io.ternmq.broker.handler;

import org.jspecify.annotations.NullMarked;
