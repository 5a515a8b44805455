// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

/**
 * One queue, or one subscription of a topic, at one moment.
 *
 * @param name      name of the queue, or {@code topic/subscription}
 * @param waiting   messages ready for delivery
 * @param inFlight  messages delivered and not yet acknowledged
 * @param scheduled messages that wait for their delivery time or for the end of a redelivery pause
 * @param bytes     bytes of all of these
 * @param consumers open consumers
 * @param totals    what ever happened here
 * @param condition how it is doing
 */
public record MailboxStatistics(
        String name,
        long waiting,
        long inFlight,
        long scheduled,
        long bytes,
        int consumers,
        MailboxTotals totals,
        MailboxCondition condition) {

    /**
     * All messages held.
     *
     * @return waiting, in flight and scheduled messages together
     */
    public long depth() {
        return waiting + inFlight + scheduled;
    }
}
