// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.management.MailboxCondition;
import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.management.MailboxTotals;
import io.ternmq.broker.TemporaryNames;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures by name, each name once: those of all temporary queues, and of subscriptions with the same label, are added
 * up. A monitoring system keeps every name it has ever seen, and temporary ones would have no end.
 */
final class Places {

    static final String TEMPORARY = "(temporary)";

    private Places() {}

    static Map<String, MailboxStatistics> byName(Collection<MailboxStatistics> all) {
        Map<String, MailboxStatistics> byName = new TreeMap<>();
        for (MailboxStatistics each : all) {
            String name = TemporaryNames.contains(each.name()) ? TEMPORARY : each.name();
            byName.merge(name, each, Places::add);
        }
        return byName;
    }

    private static MailboxStatistics add(MailboxStatistics one, MailboxStatistics other) {
        return new MailboxStatistics(
                one.name(),
                one.waiting() + other.waiting(),
                one.inFlight() + other.inFlight(),
                one.scheduled() + other.scheduled(),
                one.bytes() + other.bytes(),
                one.consumers() + other.consumers(),
                add(one.totals(), other.totals()),
                new MailboxCondition(
                        Math.max(one.condition().oldestAgeMillis(), other.condition().oldestAgeMillis()),
                        one.condition().isPaused() || other.condition().isPaused(),
                        one.condition().blockedProducers() + other.condition().blockedProducers()));
    }

    private static MailboxTotals add(MailboxTotals one, MailboxTotals other) {
        return new MailboxTotals(
                one.enqueued() + other.enqueued(),
                one.acknowledged() + other.acknowledged(),
                one.redelivered() + other.redelivered(),
                one.deadLettered() + other.deadLettered(),
                one.expired() + other.expired(),
                one.dropped() + other.dropped(),
                one.expiredKept() + other.expiredKept(),
                one.withdrawn() + other.withdrawn());
    }
}
