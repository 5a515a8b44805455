// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.api.management.MailboxTotals;
import io.ternmq.broker.Removal;

/** What ever happened in a mailbox, in numbers. Owned by the shard. */
final class MailboxCounters {

    private long enqueued;
    private long acknowledged;
    private long redelivered;
    private long deadLettered;
    private long expired;
    private long dropped;
    private long expiredKept;
    private long withdrawn;

    void countArrival() {
        enqueued++;
    }

    void countRedelivery() {
        redelivered++;
    }

    void countRemoval(Removal why) {
        switch (why) {
            case ACKNOWLEDGED -> acknowledged++;
            case DEAD_LETTERED -> deadLettered++;
            case EXPIRED -> expired++;
            case DROPPED -> dropped++;
            case WITHDRAWN -> withdrawn++;
        }
    }

    /** One of those that were counted as expired is in the expiry queue. */
    void countExpiredKept() {
        expiredKept++;
    }

    MailboxTotals totals() {
        return new MailboxTotals(
                enqueued, acknowledged, redelivered, deadLettered, expired, dropped, expiredKept, withdrawn);
    }
}
