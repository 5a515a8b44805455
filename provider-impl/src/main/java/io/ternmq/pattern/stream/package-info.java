// SPDX-License-Identifier: Apache-2.0
/**
 * Typed event streams: appending, readers, groups, objects made of events. Stands on {@code jakarta.jms} for what flows
 * and on {@link io.ternmq.api.pattern.stream.StreamAccess} for what is asked; only boot opens it.
 */
@NullMarked
package io.ternmq.pattern.stream;

import org.jspecify.annotations.NullMarked;
