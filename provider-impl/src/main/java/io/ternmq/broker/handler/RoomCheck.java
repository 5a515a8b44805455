// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.broker.Decision;
import io.ternmq.broker.Removal;
import io.ternmq.broker.Removed;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.message.FrozenMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether there is room for a message: in every mailbox that it goes to and in the broker's memory. Senders
 * that wait go before new ones.
 */
final class RoomCheck {

    private final BrokerState state;

    RoomCheck(BrokerState state) {
        this.state = state;
    }

    /**
     * True when there is room. Otherwise the decision says that the request waits.
     *
     * @throws ProviderException with {@code RESOURCE_LIMIT} when there is no room and the sender does not wait
     */
    boolean admits(FrozenMessage message, long[] mailboxes, Asking asking, Decision out) {
        for (long id : mailboxes) {
            Mailbox mailbox = state.mailbox(id);
            if (mailbox != null && isFull(mailbox, message, asking) && !makesRoom(mailbox, message, asking, out)) {
                return false;
            }
        }
        if (state.isMemoryFullFor(message.sizeBytes())) {
            return waits(null, limitsOf(mailboxes), asking, out);
        }
        return true;
    }

    private static boolean isFull(Mailbox mailbox, FrozenMessage message, Asking asking) {
        boolean othersWait = !asking.isRetry() && mailbox.waitingSenders() > 0;
        return othersWait || mailbox.isFullFor(message.sizeBytes());
    }

    private boolean makesRoom(Mailbox mailbox, FrozenMessage message, Asking asking, Decision out) {
        Limits limits = mailbox.policy().limits();
        if (limits.fullPolicy() == FullPolicy.DROP_OLDEST) {
            List<Entry> oldest = mailbox.expendableFor(message.sizeBytes());
            oldest.forEach(entry ->
                    out.record(new Removed(mailbox.id(), entry.id(), Removal.DROPPED, entry.isDurable())));
            if (!oldest.isEmpty()) {
                return true;
            }
        }
        if (limits.fullPolicy() == FullPolicy.BLOCK) {
            return waits(mailbox, limits, asking, out);
        }
        throw refusal(mailbox);
    }

    private boolean waits(@Nullable Mailbox mailbox, Limits limits, Asking asking, Decision out) {
        if (limits.fullPolicy() != FullPolicy.BLOCK || limits.blockTimeoutMillis() == 0) {
            throw refusal(mailbox);
        }
        out.waitForRoom(mailbox == null ? 0 : mailbox.id(), asking.nowMillis() + limits.blockTimeoutMillis());
        return false;
    }

    private ProviderException refusal(@Nullable Mailbox mailbox) {
        return new ProviderException(ErrorCode.RESOURCE_LIMIT, "No room for the message: " + state.usageOf(mailbox));
    }

    private Limits limitsOf(long[] mailboxes) {
        Mailbox first = mailboxes.length == 0 ? null : state.mailbox(mailboxes[0]);
        return first == null ? Limits.DEFAULT : first.policy().limits();
    }
}
