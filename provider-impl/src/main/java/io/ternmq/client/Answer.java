// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client;

import io.ternmq.common.TimeSource;
import io.ternmq.link.ReplyHandler;
import io.ternmq.protocol.Reply;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request that one thread waits for. In the same process it is there before {@code request}
 * returns, so looking comes first, then looking patiently, then sleep.
 */
public final class Answer implements ReplyHandler {

    private volatile @Nullable Reply reply;
    private volatile @Nullable Thread waiting;

    Answer() {}

    @Override
    public void onReply(Reply answer) {
        reply = answer;
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Waits; the answer, or null when the time is over. An interrupt is kept for later: the answer will tell. */
    @Nullable Reply await(TimeSource time, Patience patience, long nanos) {
        for (int looks = patience.looks(); reply == null && looks > 0; looks--) {
            Thread.onSpinWait();
        }
        if (reply == null) {
            sleep(time, nanos);
        }
        return reply;
    }

    private void sleep(TimeSource time, long nanos) {
        Thread me = Thread.currentThread();
        waiting = me;
        boolean interrupted = false;
        long begin = nanos == Long.MAX_VALUE ? 0 : time.nanos();
        long left = nanos;
        while (reply == null && left > 0) {
            time.park(this, left);
            interrupted |= Thread.interrupted();
            if (nanos != Long.MAX_VALUE) {
                left = nanos - (time.nanos() - begin);
            }
        }
        waiting = null;
        if (interrupted) {
            me.interrupt();
        }
    }
}
