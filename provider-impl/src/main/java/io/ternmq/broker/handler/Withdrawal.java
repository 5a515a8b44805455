// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.Removal;
import io.ternmq.broker.Removed;
import io.ternmq.broker.Routed;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.redelivery.DeadLetters;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.Destination;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages away from where they are because an operator asks for it: for good, or to another place. One step
 * takes so many that others need not wait long; its facts are one batch, so that a message is never in two places or in
 * none. What somebody has is left alone, and so is what came after the first step. Changes nothing by itself.
 */
public final class Withdrawal {

    private final BrokerState state;
    private final long nowMillis;
    private final Places places;
    private final Routing routing;

    Withdrawal(BrokerState state, long nowMillis) {
        this.state = state;
        this.nowMillis = nowMillis;
        this.places = new Places(state);
        this.routing = new Routing(state);
    }

    /** What becomes of a message that was found. */
    @FunctionalInterface
    private interface Fate {

        /** Decides; returns null, or why the message has to stay. */
        @Nullable String decide(Gathering.Found found);
    }

    /** Messages are to go for good. */
    public Progress purge(Errand errand, Decision out) {
        return carryOut(errand, places.mailbox(errand.place()), false, out, found -> {
            out.record(withdrawn(found.entry()));
            return null;
        });
    }

    /** Messages are to go to a queue. */
    public Progress move(Errand errand, String target, Decision out) {
        Mailbox source = places.mailbox(errand.place());
        requireRoom();
        Address queue = Address.queue(target);
        long mailbox = targetOf(queue, source, out);
        return carryOut(errand, source, true, out, found -> {
            if (found.entry().isExpiredAt(nowMillis)) {
                return "its time to live is over";
            }
            place(found, found.message().movedTo(queue), mailbox, out);
            return null;
        });
    }

    /** Dead letters are to go back to where they failed. */
    public Progress retry(Errand errand, Decision out) {
        Mailbox source = places.queue(errand.place().name());
        requireRoom();
        return carryOut(errand, source, true, out, found -> {
            Origin origin = new Origins(state).of(found.message(), source);
            Address address = origin.address();
            if (address == null) {
                return origin.refusal();
            }
            place(found, DeadLetters.unlabel(found.message(), address), origin.mailbox(), out);
            return null;
        });
    }

    private void requireRoom() {
        if (!state.hasStoreRoom()) {
            throw new ProviderException(ErrorCode.RESOURCE_LIMIT, RoomCheck.STORE_FULL);
        }
    }

    private long targetOf(Address queue, Mailbox source, Decision out) {
        Destination known = state.destination(queue);
        Mailbox mailbox = known == null ? null : known.mailbox();
        if (known == null || mailbox == null) {
            return routing.createOnUse(queue, out);
        }
        if (mailbox == source) {
            throw new ProviderException(
                    ErrorCode.INVALID_DESTINATION, "The messages are in queue '" + queue.name() + "' already");
        }
        if (known.owner() != 0) {
            throw new ProviderException(
                    ErrorCode.INVALID_DESTINATION,
                    "Queue '" + queue.name() + "' is temporary: what is moved there would end with its connection");
        }
        return mailbox.id();
    }

    /** The newcomer is recorded first, so that what both have in common is never without an owner. */
    private void place(Gathering.Found found, FrozenMessage message, long mailbox, Decision out) {
        Entry entry = found.entry();
        Mailbox target = state.mailbox(mailbox);
        boolean isDurable = message.isPersistent() && (target == null || target.isDurable());
        boolean waits = entry.stage() == Entry.Stage.SCHEDULED && entry.dueMillis() > nowMillis;
        long due = waits ? entry.dueMillis() : 0;
        out.record(new Routed(state.numbers().nextEntry(), message, new long[] {mailbox}, due, isDurable));
        out.record(withdrawn(entry));
    }

    private Progress carryOut(Errand errand, Mailbox mailbox, boolean readsAll, Decision out, Fate fate) {
        long newest = errand.newest() == 0 ? state.numbers().lastEntry() : errand.newest();
        Gathering gathering = new Gathering(
                OpenConsumerHandler.parse(errand.selector()), errand.position(), newest, errand.limit(), readsAll);
        boolean isAll = errand.limit() <= 0 || mailbox.survey(errand.position(), gathering);
        Set<String> reasons = new LinkedHashSet<>();
        long taken = 0;
        long kept = 0;
        for (Gathering.Found found : gathering.found()) {
            String refusal = fate.decide(found);
            if (refusal == null) {
                taken++;
            } else {
                kept++;
                reasons.add(refusal);
            }
        }
        out.done();
        boolean isLast = isAll || taken >= errand.limit();
        return new Progress(taken, kept, reasons, gathering.position(), newest, isLast);
    }

    private static Removed withdrawn(Entry entry) {
        return new Removed(entry.mailbox().id(), entry.id(), Removal.WITHDRAWN, entry.isDurable());
    }
}
