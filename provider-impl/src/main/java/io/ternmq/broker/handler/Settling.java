// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.broker.Removal;
import io.ternmq.broker.Removed;
import io.ternmq.broker.Returned;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.redelivery.DeadLetters;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Settlement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of messages in flight: gone, back, later, or to the dead letters; and of expired ones. */
public final class Settling {

    private final BrokerState state;
    private final Routing routing;

    Settling(BrokerState state, Routing routing) {
        this.state = state;
        this.routing = routing;
    }

    /** For the engine, which expires messages. */
    public static Settling over(BrokerState state) {
        return new Settling(state, new Routing(state));
    }

    /** Settles what is named; a delivery that is named twice is settled once. */
    void settle(List<Settlement> settlements, Asking asking, Decision out) {
        Set<Entry> settled = new HashSet<>();
        for (Settlement settlement : settlements) {
            MailboxConsumer consumer = asking.connection().consumers().get(settlement.consumer());
            if (consumer == null) {
                continue;
            }
            for (long delivery : settlement.deliveries()) {
                Entry entry = inFlight(consumer, delivery);
                if (entry != null && settled.add(entry)) {
                    settle(entry, settlement.outcome(), settlement.cause(), asking.nowMillis(), out);
                }
            }
        }
    }

    /** The message in flight to a consumer under this number, or null. */
    static @Nullable Entry inFlight(MailboxConsumer consumer, long delivery) {
        Entry entry = consumer.mailbox().find(delivery);
        return entry != null && entry.holder() == consumer ? entry : null;
    }

    void settle(Entry entry, Outcome outcome, @Nullable String cause, long nowMillis, Decision out) {
        switch (outcome) {
            case ACCEPTED -> out.record(removed(entry, Removal.ACKNOWLEDGED));
            case RELEASED -> out.record(returned(entry, false, 0));
            case FAILED -> fail(entry, cause, 0, nowMillis, out);
        }
    }

    /** Decides about a message whose time-to-live is over: away, or to the expiry queue. */
    public void expire(Entry entry, long nowMillis, Decision out) {
        out.record(removed(entry, Removal.EXPIRED));
        String expiryQueue = entry.mailbox().expiryQueue();
        if (expiryQueue != null) {
            redirect(entry, Address.queue(expiryQueue), "EXPIRED", null, nowMillis, out);
        }
    }

    /** An attempt has failed; the pause before the next one is given, or 0 for what the settings say. */
    void fail(Entry entry, @Nullable String cause, long pauseMillis, long nowMillis, Decision out) {
        Mailbox mailbox = entry.mailbox();
        int most = mailbox.policy().redelivery().maxDeliveryAttempts();
        String setting = mailbox.policy().deadLetterAddress();
        boolean usedUp = most > 0 && entry.attempts() >= most;
        if (usedUp && !DeadLetters.isDeadLetterQueue(mailbox.identity().address(), setting)) {
            FrozenMessage message = entry.message().load();
            Address queue =
                    DeadLetters.queueFor(setting, message.destination(), mailbox.identity().subscription());
            out.record(removed(entry, Removal.DEAD_LETTERED));
            redirect(entry, queue, "MAX_DELIVERY_ATTEMPTS", cause, nowMillis, out);
        } else {
            long pause = pauseMillis > 0
                    ? pauseMillis
                    : mailbox.policy().redelivery().pauseMillisAfter(entry.attempts());
            out.record(returned(entry, true, pause == 0 ? 0 : Leasing.until(nowMillis, pause)));
        }
    }

    private void redirect(
            Entry entry, Address queue, String reason, @Nullable String cause, long nowMillis, Decision out) {
        FrozenMessage message = entry.message().load();
        Mailbox mailbox = entry.mailbox();
        Subscription subscription = state.subscriptions().ofMailbox(mailbox.id());
        DeadLetters.Failure failure = new DeadLetters.Failure(
                reason,
                cause,
                entry.attempts(),
                message.destination(),
                mailbox.identity().subscription(),
                subscription == null ? null : subscription.spec().clientId());
        routing.redirect(DeadLetters.label(message, queue, failure), nowMillis, out);
    }

    private static Removed removed(Entry entry, Removal why) {
        return new Removed(entry.mailbox().id(), entry.id(), why, entry.isDurable());
    }

    private static Returned returned(Entry entry, boolean counted, long dueMillis) {
        return new Returned(entry.mailbox().id(), entry.id(), counted, dueMillis, entry.isDurable());
    }

    /** The state that decisions are about. */
    BrokerState state() {
        return state;
    }
}
