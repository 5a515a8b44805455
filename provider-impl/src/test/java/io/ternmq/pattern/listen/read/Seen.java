// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.DeliveryTransactions;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.pattern.listen.Declared;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notes what is to be started, and starts nothing.
 *
 * @param declared what was to be started
 * @param ownCodec whether bodies are read by a codec of the program's own
 */
record Seen(List<Declared> declared, boolean ownCodec) implements Starter {

    /** What is thrown in place of a start. */
    static final String SEEN = "seen";

    /** Nothing is noted yet. */
    static Seen nothing(boolean ownCodec) {
        return new Seen(new ArrayList<>(), ownCodec);
    }

    @Override
    public boolean hasOwnCodec(Messaging messaging) {
        return ownCodec;
    }

    @Override
    public ListenerSet start(
            Messaging messaging, List<Declared> all, @Nullable DeliveryTransactions transactions) {
        declared.addAll(all);
        throw new IllegalStateException(SEEN);
    }
}
