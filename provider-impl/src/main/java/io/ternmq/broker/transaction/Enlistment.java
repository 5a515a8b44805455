// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.transaction;

import io.ternmq.message.FrozenMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message that a prepared branch will send.
 *
 * @param message    the message
 * @param connection number of the sender's connection; 0 when it is not open any more
 * @param clientId   client identifier of the sender, or null
 */
public record Enlistment(FrozenMessage message, long connection, @Nullable String clientId) {}
