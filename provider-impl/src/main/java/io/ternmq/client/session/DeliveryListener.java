// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.protocol.Event;

/** Consumes messages as they come; runs application code on the turn of its session. */
@FunctionalInterface
public interface DeliveryListener {

    /**
     * Consumes one message.
     *
     * @param delivery the message
     * @throws NotShownException when application code has not been reached
     * @throws RuntimeException when the message was not consumed
     */
    void onDelivery(Event.Deliver delivery);
}
