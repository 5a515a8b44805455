// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.link.ReplyHandler;
import io.ternmq.protocol.Reply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Who waits for which answer. Any thread may call; each handler hears one answer. */
final class Pending {

    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, ReplyHandler> waiting = new ConcurrentHashMap<>();

    /** Notes who waits; the number goes with the request. */
    long add(ReplyHandler handler) {
        long number = numbers.incrementAndGet();
        waiting.put(number, handler);
        return number;
    }

    void answer(long number, Reply reply) {
        ReplyHandler handler = waiting.remove(number);
        if (handler != null) {
            handler.onReply(reply);
        }
    }

    void done(long first, int count) {
        for (int i = 0; i < count; i++) {
            answer(first + i, Reply.Done.INSTANCE);
        }
    }

    void refuse(long number, Reply.Refused refusal) {
        answer(number, refusal);
    }

    /** To be called when nothing will be answered any more; who is added later is refused by whoever adds. */
    void refuseAll(Reply.Refused refusal) {
        for (Long number : waiting.keySet()) {
            answer(number, refusal);
        }
    }
}
