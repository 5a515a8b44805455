// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.MessageKind;
import io.ternmq.api.pattern.Outgoing;
import java.time.Duration;

/** Messages around bodies that are asked. */
final class Questions {

    private Questions() {}

    /** It is of no use once nobody waits any more. */
    static Outgoing<?> of(Channel to, Object body, Duration longest, boolean persistent) {
        Outgoing.Builder builder = Outgoing.to(to).kind(MessageKind.QUERY).timeToLive(longest);
        if (!persistent) {
            builder.nonPersistent();
        }
        return builder.body(body);
    }
}
