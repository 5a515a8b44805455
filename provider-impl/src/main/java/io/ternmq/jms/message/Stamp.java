// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Address;
import io.ternmq.message.MessageId;

/**
 * What sending adds to a message.
 *
 * @param id                 identity
 * @param destination        where it goes
 * @param persistent         whether it survives the broker
 * @param priority           0 to 9
 * @param timestampMillis    time of sending in milliseconds since 1970; 0 when the producer switched time stamps off
 * @param expirationMillis   end of life in milliseconds since 1970; 0 for never
 * @param deliveryTimeMillis earliest delivery in milliseconds since 1970; 0 or a past moment for at once
 */
public record Stamp(
        MessageId id,
        Address destination,
        boolean persistent,
        int priority,
        long timestampMillis,
        long expirationMillis,
        long deliveryTimeMillis) {}
