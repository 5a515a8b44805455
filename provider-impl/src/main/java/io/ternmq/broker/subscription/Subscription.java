// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.subscription;

import io.ternmq.broker.SubscriptionSpec;
import io.ternmq.message.FrozenMessage;
import io.ternmq.routing.TopicPattern;
import io.ternmq.selector.Selector;
import org.jspecify.annotations.Nullable;

/** One subscription: which messages it wants and which mailbox collects them. Immutable. */
public final class Subscription {

    private final SubscriptionSpec spec;
    private final long mailbox;
    private final TopicPattern pattern;
    private final @Nullable Selector selector;

    /**
     * Makes a subscription.
     *
     * @param spec    what it is
     * @param mailbox number of the mailbox that collects for it
     */
    public Subscription(SubscriptionSpec spec, long mailbox) {
        this.spec = spec;
        this.mailbox = mailbox;
        this.pattern = TopicPattern.parse(spec.topic());
        this.selector = spec.selector() == null ? null : Selector.parse(spec.selector());
    }

    /** What it is. */
    public SubscriptionSpec spec() {
        return spec;
    }

    /** Number of the mailbox that collects for it. */
    public long mailbox() {
        return mailbox;
    }

    /** The topics. */
    public TopicPattern pattern() {
        return pattern;
    }

    /**
     * Whether it wants a message that was sent to one of its topics.
     *
     * @param message        the message
     * @param sender         number of the sending connection, or 0
     * @param senderClientId client identifier of the sending connection, or null
     */
    public boolean wants(FrozenMessage message, long sender, @Nullable String senderClientId) {
        if (spec.noLocal() && isLocal(sender, senderClientId)) {
            return false;
        }
        return selector == null || selector.matches(message);
    }

    private boolean isLocal(long sender, @Nullable String senderClientId) {
        boolean sameConnection = sender != 0 && sender == spec.owner();
        return sameConnection || (senderClientId != null && senderClientId.equals(spec.clientId()));
    }
}
