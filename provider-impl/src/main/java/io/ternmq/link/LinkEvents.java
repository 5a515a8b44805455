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

    /** The link is gone; nothing follows. Not called after {@link Link#close()}. */
    void onLost(ProviderException reason);
}
