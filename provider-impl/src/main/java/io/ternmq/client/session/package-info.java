// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions and consumers without {@code jakarta.jms}: prefetch, acknowledgement, local transactions, the loop that runs
 * listeners. Called by {@code jms.session}, which adds the types and exceptions of the specification.
 */
@NullMarked
package io.ternmq.client.session;

import org.jspecify.annotations.NullMarked;
