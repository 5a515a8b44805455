// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.pipeline.StageKind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stage as it was described.
 *
 * @param work     what it does
 * @param channel  where a source comes from or an end goes to, or null
 * @param type     of what leaves it, or null while nobody has said
 * @param settings what was said of it beside
 */
record Node(
        String name,
        StageKind kind,
        Recipe work,
        @Nullable Channel channel,
        @Nullable PayloadType<?> type,
        Settings settings) {

    /**
     * What may be said of a stage.
     *
     * @param concurrency own threads, 0 for those of the stage before
     * @param policy      null for that of the pipeline
     * @param key         key of what leaves it, or null to keep the one there is
     */
    record Settings(int concurrency, @Nullable ErrorPolicy policy, @Nullable Function<Object, String> key) {

        static final Settings NONE = new Settings(0, null, null);
    }

    boolean isChannelSource() {
        return kind == StageKind.SOURCE && channel != null;
    }

    Node with(Settings other) {
        return new Node(name, kind, work, channel, type, other);
    }

    Node with(PayloadType<?> other) {
        return new Node(name, kind, work, channel, other, settings);
    }

    Node with(Recipe other) {
        return new Node(name, kind, other, channel, type, settings);
    }
}
