// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import java.util.List;

/** What the tests of messages send and receive with. */
final class Samples {

    static final Stamp STAMP =
            new Stamp(new MessageId("p1", 7), Address.queue("orders"), true, 4, 1000, 0, 1000);

    static final ObjectFilter NOTHING_TRUSTED = new ObjectFilter(List.of());

    private Samples() {}

    static FrozenMessage sent(TernMessage message) {
        return message.freeze(STAMP);
    }

    static TernMessage received(FrozenMessage message) {
        return Messages.received(message, 1, null, NOTHING_TRUSTED);
    }

    /** The message as its receiver gets it. */
    @SuppressWarnings("unchecked")
    static <T extends TernMessage> T passed(T message) {
        return (T) received(sent(message));
    }
}
