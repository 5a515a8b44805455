// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import org.jspecify.annotations.Nullable;

/**
 * How items get from one stage to the next, as far as it was said.
 *
 * @param channel the channel that was named, or null
 */
record Edge(Way way, @Nullable Channel channel) {

    /** Nothing was said. */
    static final Edge OPEN = new Edge(Way.OPEN, null);

    /** The three ways, and none. */
    enum Way {
        /** As the pipeline says. */
        OPEN,
        /** Within the process. */
        IN_PROCESS,
        /** Over the queue of the next stage. */
        QUEUE,
        /** Over the channel named. */
        CHANNEL
    }

    boolean isOverChannel() {
        return way == Way.QUEUE || way == Way.CHANNEL;
    }
}
