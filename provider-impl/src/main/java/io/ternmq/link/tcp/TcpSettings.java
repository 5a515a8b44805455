// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.api.policy.NetworkPolicy;
import io.ternmq.common.TimeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What links to one broker are made with.
 *
 * @param targets where the broker may be; tried in this order
 * @param broker  its name, or null for whichever listens there
 * @param policy  the user's settings
 * @param time    the clock of the client; of both when they share a machine
 */
public record TcpSettings(List<Target> targets, @Nullable String broker, NetworkPolicy policy, TimeSource time) {

    /** Keeps the list from changing. */
    public TcpSettings {
        targets = List.copyOf(targets);
    }
}
