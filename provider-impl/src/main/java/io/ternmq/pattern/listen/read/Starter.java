// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.DeliveryTransactions;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.pattern.listen.Declared;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what was declared to work. Any thread. */
public interface Starter {

    /** Whether bodies are read by a codec of the program's own, of which nobody here knows what it can read. */
    boolean hasOwnCodec(Messaging messaging);

    /** All of it, or nothing; see {@link io.ternmq.api.listen.ListenerPlan#start}. */
    ListenerSet start(Messaging messaging, List<Declared> declared, @Nullable DeliveryTransactions transactions);
}
