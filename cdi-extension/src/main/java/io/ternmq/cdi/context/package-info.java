// SPDX-License-Identifier: Apache-2.0
/**
 * Connection factories, and what plain Jakarta Messaging has to inject: {@code JMSContext}. Called by the container
 * and by the rooms that need a factory.
 */
@NullMarked
package io.ternmq.cdi.context;

import org.jspecify.annotations.NullMarked;
