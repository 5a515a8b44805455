// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client;

import io.ternmq.api.ProviderException;
import io.ternmq.protocol.Event;

/**
 * What a link reports about one consumer. Calls come one at a time and in order, on any thread; they must not block,
 * must not throw and must not run application code.
 */
public interface ConsumerEvents {

    /** A message arrived. */
    void onDeliver(Event.Deliver delivery);

    /** Others wait for what this consumer holds ready. */
    void onRecall(boolean isOutranked);

    /** The broker has forgotten what it delivered and what it may deliver; all that nobody has seen comes again. */
    void onRestored();

    /** The broker ended the consumer, or the link is gone: nothing follows. */
    void onEnded(ProviderException reason);
}
