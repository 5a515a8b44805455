// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link;

import io.ternmq.api.ProviderException;
import io.ternmq.protocol.Event;

/**
 * What the client's end of a link reports. Calls come one at a time and in order, on any thread; they must not block,
 * must not throw and must not run application code.
 */
public interface LinkEvents {

    /** Something happened that concerns this connection. */
    void onEvent(Event event);

    /**
     * The link broke, and {@link Link#tryResume()} may mend it. Until then requests are kept and nothing is reported.
     *
     * @return whether that will be tried; otherwise the link is gone, and {@link #onLost} follows
     */
    default boolean onInterrupted(ProviderException reason) {
        return false;
    }

    /**
     * The link stands again with a broker that has forgotten what was in flight: what was delivered before comes again,
     * and credit has to be given anew.
     */
    default void onRestored() {}

    /** The link is gone; nothing follows. Not called after {@link Link#close()}. */
    void onLost(ProviderException reason);
}
