// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.HandlingMetrics;
import org.jspecify.annotations.Nullable;

/**
 * A listener at one moment.
 *
 * @param name    class and method, and the channel when the method has several
 * @param channel where its messages come from
 * @param state   what it does
 * @param metrics what it has done
 * @param trouble what keeps it from working, or null
 */
public record ListenerView(
        String name, Channel channel, State state, HandlingMetrics metrics, @Nullable String trouble) {

    /** What a listener does. */
    public enum State {
        /** It takes messages. */
        RUNNING,
        /** It was told to wait. */
        PAUSED,
        /** It cannot reach its broker and tries again. */
        DISCONNECTED,
        /** It is over. */
        STOPPED
    }
}
