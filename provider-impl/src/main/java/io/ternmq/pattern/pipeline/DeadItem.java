// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.TraceContext;
import java.util.Map;

/** The message that tells of an item over which a stage has failed, when no message brought it. */
final class DeadItem {

    private DeadItem() {}

    static Outbox.Parcel parcel(Channel channel, StageFailure failure, String pipeline) {
        Map<String, Object> headers = Map.of(
                MessageProperties.DEAD_LETTER_REASON, "MAX_DELIVERY_ATTEMPTS",
                MessageProperties.DEAD_LETTER_CAUSE, failure.why().toString(),
                MessageProperties.DEAD_LETTER_ATTEMPTS, failure.attempts(),
                MessageProperties.DEAD_LETTER_STAGE, failure.stage(),
                "pipeline", pipeline);
        return new Outbox.Parcel(channel, failure.item(), null, headers, TraceContext.NONE, null);
    }
}
