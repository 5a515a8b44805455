// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra;

import org.jspecify.annotations.Nullable;

/**
 * A connection factory of this adapter, seen by an endpoint that was pointed at it: endpoints do not take pooled
 * connections, they connect to the same place by themselves.
 */
public interface Placed {

    /** Where it connects to, or null for the broker of the adapter. */
    @Nullable String url();

    /** The client identifier that its connections have, or null for none. */
    @Nullable String clientId();

    /** Who connects when nobody says otherwise. */
    Login login();
}
