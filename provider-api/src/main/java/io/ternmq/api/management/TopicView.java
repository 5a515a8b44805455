// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import java.util.List;

/**
 * A topic that somebody subscribes to, or a temporary one.
 *
 * @param name          its name, or the pattern that was subscribed to
 * @param isTemporary   whether it goes with a connection
 * @param subscriptions labels of its subscriptions, ordered
 */
public record TopicView(String name, boolean isTemporary, List<String> subscriptions) {

    /** Keeps the list from changing. */
    public TopicView {
        subscriptions = List.copyOf(subscriptions);
    }
}
