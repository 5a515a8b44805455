// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.message.Address;

/**
 * A destination has taken a message under a name that its program gave it; another one of that name is a duplicate for
 * some time.
 *
 * @param destination where the message was sent
 * @param id          what the program calls the message
 * @param millis      when it was taken, in milliseconds since 1970
 * @param isDurable   whether the message is persistent and the destination not temporary
 */
public record Remembered(Address destination, String id, long millis, boolean isDurable) implements Fact {

    @Override
    public void applyTo(FactVisitor state) {
        state.onRemembered(this);
    }
}
