// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import io.ternmq.api.pattern.Channel;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a program has declared about a channel: for documents such as AsyncAPI, and for whoever asks.
 *
 * @param name        of the listener or field, unique in its plan
 * @param direction   whether the program sends there or receives from there
 * @param channel     the queue or topic, without options
 * @param payload     type of the bodies; {@code void.class} when there are none
 * @param reply       type of the replies, or null when there are none; {@code void.class} for empty ones
 * @param selector    which messages, or null for all
 * @param subscription name of the subscription, or null
 */
public record Declaration(
        String name,
        Direction direction,
        Channel channel,
        Type payload,
        @Nullable Type reply,
        @Nullable String selector,
        @Nullable String subscription) {

    /** Seen from the program. */
    public enum Direction {
        /** The program sends. */
        SENDS,
        /** The program receives. */
        RECEIVES
    }
}
