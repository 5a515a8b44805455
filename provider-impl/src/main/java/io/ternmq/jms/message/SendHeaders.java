// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.jms.TernDestination;
import io.ternmq.message.FrozenMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * The headers of sending as somebody set them by hand. Only other providers and curious programs do; the next send
 * replaces them. A message without such changes shows the headers of its frozen form and has no object of this class.
 */
final class SendHeaders {

    @Nullable String messageId;
    @Nullable Destination destination;
    int deliveryMode = Message.DEFAULT_DELIVERY_MODE;
    int priority = Message.DEFAULT_PRIORITY;
    long timestampMillis;
    long expirationMillis;
    long deliveryTimeMillis;

    SendHeaders(@Nullable FrozenMessage sent) {
        if (sent != null) {
            messageId = sent.id().toString();
            destination = TernDestination.of(sent.destination());
            deliveryMode = deliveryMode(sent);
            priority = sent.priority();
            timestampMillis = sent.timestampMillis();
            expirationMillis = sent.expirationMillis();
            deliveryTimeMillis = deliveryTime(sent);
        }
    }

    /** A message that was sent without delay carries no moment of its own: it was due when it was sent. */
    static long deliveryTime(FrozenMessage sent) {
        long due = sent.deliveryTimeMillis();
        return due == 0 ? sent.timestampMillis() : due;
    }

    static int deliveryMode(FrozenMessage sent) {
        return sent.isPersistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
    }
}
