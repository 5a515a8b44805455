// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.BodyHolds;
import io.ternmq.broker.BodyShown;
import io.ternmq.broker.Decision;
import io.ternmq.broker.mailbox.BrowseVisitor;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.Destination;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.message.MessageRef;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.Reply;
import io.ternmq.selector.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages through a queue in order of delivery, section 6.2.9. Messages in flight are shown, as they are still there
 * until they are acknowledged; expired and not yet deliverable ones are not. The position is the sort key of the last
 * message, so that messages which come and go between two pages neither repeat nor hide others. A page may have fewer
 * messages than asked for, or none, although more follow: when a selector has looked at many that it does not want.
 */
final class BrowseHandler implements Handler<Browse> {

    private static final int MOST_LOOKS = 2_000;

    private final BrokerState state;

    BrowseHandler(BrokerState state) {
        this.state = state;
    }

    @Override
    public void decide(Browse request, Asking asking, Decision out) {
        Selector selector = OpenConsumerHandler.parse(request.selector());
        OpenConsumerHandler.requireOwnership(state, request.queue(), asking.connection());
        Destination known = state.destination(request.queue());
        Mailbox mailbox = known == null ? null : known.mailbox();
        if (mailbox == null) {
            requireCreatable(request);
            out.answer(new Reply.Page(List.of(), Reply.Page.END));
            return;
        }
        Reply.Page page = page(mailbox, selector, request, asking.nowMillis());
        for (FrozenMessage message : page.messages()) {
            LargeBody large = BodyHolds.of(message);
            if (large != null) {
                out.record(new BodyShown(asking.connection().id(), large.number()));
            }
        }
        out.answer(page);
    }

    private void requireCreatable(Browse request) {
        if (request.queue().isTemporary() || !state.policyFor(request.queue()).autoCreate()) {
            throw Routing.unknown(request.queue());
        }
    }

    private static Reply.Page page(Mailbox mailbox, @Nullable Selector selector, Browse request, long nowMillis) {
        Page page = new Page(selector, Math.max(1, request.limit()), nowMillis);
        mailbox.browse(request.position(), page);
        return page.isUnfinished()
                ? new Reply.Page(page.messages, page.last)
                : new Reply.Page(page.messages, Reply.Page.END);
    }

    /** Gathers messages until there are enough, or enough have been looked at. */
    private static final class Page implements BrowseVisitor {

        private final @Nullable Selector selector;
        private final int limit;
        private final long nowMillis;
        private final List<FrozenMessage> messages = new ArrayList<>();
        private int looks = MOST_LOOKS;
        private long last;

        Page(@Nullable Selector selector, int limit, long nowMillis) {
            this.selector = selector;
            this.limit = limit;
            this.nowMillis = nowMillis;
        }

        @Override
        public boolean visit(long position, MessageRef message) {
            last = position;
            looks--;
            long expiration = message.expirationMillis();
            if (expiration == 0 || expiration > nowMillis) {
                FrozenMessage loaded = message.load();
                if (selector == null || selector.matches(loaded)) {
                    messages.add(loaded);
                }
            }
            return !isUnfinished();
        }

        boolean isUnfinished() {
            return messages.size() == limit || looks == 0;
        }
    }
}
