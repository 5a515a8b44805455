// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

/**
 * A message that may be dropped to make room.
 *
 * @param entry     its number
 * @param isDurable whether it survives the broker
 */
public record Expendable(long entry, boolean isDurable) {}
