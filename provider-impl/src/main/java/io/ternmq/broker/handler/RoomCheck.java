// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.broker.Decision;
import io.ternmq.broker.Removal;
import io.ternmq.broker.Removed;
import io.ternmq.broker.mailbox.Expendable;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Send;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether there is room for a message: in every mailbox that it goes to and in the broker's memory. Senders
 * that wait go before new ones, except that a message which can be in the store only waits for nobody.
 */
final class RoomCheck {

    /** Why a message is refused that has no place in the store. */
    static final String STORE_FULL = "The store has no room for more messages: its disk or database is full."
            + " Consume messages, which is still possible, or make room there.";

    private final BrokerState state;

    RoomCheck(BrokerState state) {
        this.state = state;
    }

    /**
     * True when there is room. Otherwise the decision says that the request waits.
     *
     * @throws ProviderException with {@code RESOURCE_LIMIT} when there is no room and the sender does not wait
     */
    boolean admits(Send request, long[] mailboxes, Asking asking, Decision out) {
        FrozenMessage message = request.message();
        if (!state.hasStoreRoom() && isForStore(message)) {
            throw new ProviderException(ErrorCode.RESOURCE_LIMIT, STORE_FULL);
        }
        for (long id : mailboxes) {
            Mailbox mailbox = state.mailbox(id);
            if (mailbox != null
                    && isFull(mailbox, message, asking.isRetry())
                    && !makesRoom(mailbox, message, asking, out)) {
                return false;
            }
        }
        boolean isInTransaction = request.transaction() != 0;
        if (state.isMemoryFullFor(message.memoryBytes()) && (isInTransaction || !needsNoMemory(message, mailboxes))) {
            return waits(null, limitsOf(mailboxes), asking, out);
        }
        return true;
    }

    /** Whether there is room for a message that the broker itself sends; those who wait do not go before it. */
    boolean isThereFor(FrozenMessage message, long[] mailboxes, Decision out) {
        if (!state.hasStoreRoom() && isForStore(message)) {
            return false;
        }
        for (long id : mailboxes) {
            Mailbox mailbox = state.mailbox(id);
            if (mailbox != null && isFull(mailbox, message, true) && !dropsOldest(mailbox, message, out)) {
                return false;
            }
        }
        return !state.isMemoryFullFor(message.memoryBytes()) || needsNoMemory(message, mailboxes);
    }

    /** Whether there is room in the store for what a transaction has sent. */
    boolean admitsCommit(List<FrozenMessage> staged) {
        return state.hasStoreRoom() || staged.stream().noneMatch(this::isForStore);
    }

    /** A stream keeps also what was sent as not persistent. */
    private boolean isForStore(FrozenMessage message) {
        boolean isPersistent = message.isPersistent() && !message.destination().isTemporary();
        return isPersistent || Appending.isAppended(message.destination(), state);
    }

    /** What waits for a commit is in memory, and so is what goes to a place that does not survive the broker. */
    private boolean needsNoMemory(FrozenMessage message, long[] mailboxes) {
        if (!state.isPaging() || !message.isPersistent()) {
            return false;
        }
        for (long id : mailboxes) {
            Mailbox mailbox = state.mailbox(id);
            if (mailbox == null ? message.destination().isTemporary() : !mailbox.isDurable()) {
                return false;
            }
        }
        return true;
    }

    private boolean isFull(Mailbox mailbox, FrozenMessage message, boolean isRetry) {
        if (mailbox.policy().limits().fullPolicy() == FullPolicy.PAGE && isPageable(message, mailbox)) {
            return false;
        }
        boolean othersWait = !isRetry && mailbox.waitingSenders() > 0;
        return othersWait || mailbox.isFullFor(message.sizeBytes());
    }

    private boolean isPageable(FrozenMessage message, Mailbox mailbox) {
        return state.isPaging() && message.isPersistent() && mailbox.isDurable();
    }

    private boolean makesRoom(Mailbox mailbox, FrozenMessage message, Asking asking, Decision out) {
        Limits limits = mailbox.policy().limits();
        if (dropsOldest(mailbox, message, out)) {
            return true;
        }
        if (mayWait(limits)) {
            return waits(mailbox, limits, asking, out);
        }
        throw refusal(mailbox);
    }

    private static boolean dropsOldest(Mailbox mailbox, FrozenMessage message, Decision out) {
        if (mailbox.policy().limits().fullPolicy() != FullPolicy.DROP_OLDEST) {
            return false;
        }
        List<Expendable> oldest = mailbox.expendableFor(message.sizeBytes());
        oldest.forEach(one ->
                out.record(new Removed(mailbox.id(), one.entry(), Removal.DROPPED, one.isDurable())));
        return !oldest.isEmpty();
    }

    private boolean waits(@Nullable Mailbox mailbox, Limits limits, Asking asking, Decision out) {
        if (!mayWait(limits) || limits.blockTimeoutMillis() == 0) {
            throw refusal(mailbox);
        }
        out.waitForRoom(mailbox == null ? 0 : mailbox.id(), asking.nowMillis() + limits.blockTimeoutMillis());
        return false;
    }

    private static boolean mayWait(Limits limits) {
        return limits.fullPolicy() == FullPolicy.BLOCK || limits.fullPolicy() == FullPolicy.PAGE;
    }

    private ProviderException refusal(@Nullable Mailbox mailbox) {
        return new ProviderException(ErrorCode.RESOURCE_LIMIT, "No room for the message: " + state.usageOf(mailbox));
    }

    private Limits limitsOf(long[] mailboxes) {
        Mailbox first = mailboxes.length == 0 ? null : state.mailbox(mailboxes[0]);
        return first == null ? Limits.DEFAULT : first.policy().limits();
    }
}
