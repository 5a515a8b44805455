// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.Leased;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.protocol.EndLease;
import io.ternmq.protocol.ExtendLease;
import io.ternmq.protocol.Outcome;
import org.jspecify.annotations.Nullable;

/** Decides about leases: extended, ended, over. */
public final class Leasing {

    private static final String OVER = "the lease was over";

    private final Settling settling;

    /** Settles what ends. */
    public Leasing(Settling settling) {
        this.settling = settling;
    }

    void extend(ExtendLease request, Asking asking, Decision out) {
        requireLength(request.leaseMillis());
        Entry entry = leased(request.consumer(), request.delivery(), request.attempt(), asking);
        out.record(new Leased(entry.mailbox().id(), entry.id(), until(asking.nowMillis(), request.leaseMillis())));
        out.done();
    }

    void end(EndLease request, Asking asking, Decision out) {
        Entry entry = leased(request.consumer(), request.delivery(), request.attempt(), asking);
        if (request.outcome() == Outcome.FAILED) {
            settling.fail(entry, request.cause(), request.delayMillis(), asking.nowMillis(), out);
        } else {
            settling.settle(entry, request.outcome(), request.cause(), asking.nowMillis(), out);
        }
        out.done();
    }

    /** Decides about a lease whose time is over: the attempt has failed. */
    public void expire(Entry entry, long nowMillis, Decision out) {
        settling.settle(entry, Outcome.FAILED, OVER, nowMillis, out);
    }

    /** When a lease is over. */
    public static long until(long nowMillis, long leaseMillis) {
        return leaseMillis > Long.MAX_VALUE - nowMillis ? Long.MAX_VALUE : nowMillis + leaseMillis;
    }

    static void requireLength(long leaseMillis) {
        if (leaseMillis < 1) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING, "A lease lasts 1 ms or more, but was to last " + leaseMillis + " ms");
        }
    }

    private static Entry leased(long handle, long delivery, int attempt, Asking asking) {
        MailboxConsumer consumer = asking.connection().consumers().get(handle);
        Entry entry = consumer != null && consumer.leaseMillis() > 0 ? Settling.inFlight(consumer, delivery) : null;
        if (consumer == null || entry == null || !isStanding(entry, attempt, asking.nowMillis())) {
            throw lost(entry == null ? null : entry.mailbox().identity().label());
        }
        return entry;
    }

    private static boolean isStanding(Entry entry, int attempt, long nowMillis) {
        return entry.attempts() == attempt && entry.dueMillis() > nowMillis;
    }

    private static ProviderException lost(@Nullable String where) {
        return new ProviderException(
                ErrorCode.LEASE_LOST,
                "The lease of the message" + (where == null ? "" : " of " + where)
                        + " is over or was ended; somebody else may have the message. Undo what was done for it, or"
                        + " make it harmless to do it again.");
    }
}
