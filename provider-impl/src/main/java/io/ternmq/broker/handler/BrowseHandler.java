// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.Destination;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.Reply;
import io.ternmq.selector.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Pages through a queue in order of delivery, section 6.2.9. Messages in flight are shown, as they are still there
 * until they are acknowledged; expired and not yet deliverable ones are not. The position is the sort key of the last
 * message, so that messages which come and go between two pages neither repeat nor hide others.
 */
final class BrowseHandler implements Handler<Browse> {

    private final BrokerState state;

    BrowseHandler(BrokerState state) {
        this.state = state;
    }

    @Override
    public void decide(Browse request, Asking asking, Decision out) {
        Selector selector = OpenConsumerHandler.parse(request.selector());
        Destination known = state.destination(request.queue());
        Mailbox mailbox = known == null ? null : known.mailbox();
        if (mailbox == null) {
            requireCreatable(request);
            out.answer(new Reply.Page(List.of(), Reply.Page.END));
            return;
        }
        out.answer(page(mailbox, selector, request, asking.nowMillis()));
    }

    private void requireCreatable(Browse request) {
        if (request.queue().isTemporary() || !state.policyFor(request.queue()).autoCreate()) {
            throw Routing.unknown(request.queue());
        }
    }

    private static Reply.Page page(Mailbox mailbox, @Nullable Selector selector, Browse request, long nowMillis) {
        int limit = Math.max(1, request.limit());
        PriorityQueue<Entry> nearest =
                new PriorityQueue<>(Comparator.comparingLong(Entry::sortKey).reversed());
        mailbox.forEachVisible(entry -> {
            if (entry.sortKey() > request.position() && !entry.isExpiredAt(nowMillis)) {
                offer(nearest, entry, selector, limit);
            }
        });
        List<Entry> chosen = new ArrayList<>(nearest);
        chosen.sort(Comparator.comparingLong(Entry::sortKey));
        List<FrozenMessage> messages = new ArrayList<>(chosen.size());
        chosen.forEach(entry -> messages.add(entry.message().load()));
        boolean more = chosen.size() == limit;
        return new Reply.Page(messages, more ? chosen.get(limit - 1).sortKey() : Reply.Page.END);
    }

    /** Keeps the entries with the smallest keys; the selector is asked only for those that would be kept. */
    private static void offer(PriorityQueue<Entry> nearest, Entry entry, @Nullable Selector selector, int limit) {
        Entry farthest = nearest.peek();
        boolean full = nearest.size() == limit;
        if (full && farthest != null && farthest.sortKey() <= entry.sortKey()) {
            return;
        }
        if (selector == null || selector.matches(entry.message().load())) {
            if (full) {
                nearest.poll();
            }
            nearest.add(entry);
        }
    }
}
