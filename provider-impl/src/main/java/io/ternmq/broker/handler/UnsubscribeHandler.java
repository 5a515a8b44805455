// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.Action;
import io.ternmq.broker.Decision;
import io.ternmq.broker.SubscriptionDeleted;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.stream.EventStream;
import io.ternmq.broker.stream.StreamGroup;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.message.Address;
import io.ternmq.protocol.Unsubscribe;
import org.jspecify.annotations.Nullable;

/** A durable subscription is deleted, section 8.3.3; refused while it has a consumer or unacknowledged messages. */
final class UnsubscribeHandler implements Handler<Unsubscribe> {

    private final BrokerState state;

    UnsubscribeHandler(BrokerState state) {
        this.state = state;
    }

    @Override
    public void decide(Unsubscribe request, Asking asking, Decision out) {
        String clientId = asking.connection().clientId();
        Subscription known = state.subscriptions().find(true, clientId, request.name());
        if (known == null && forgetGroups(groupName(clientId, request.name()), asking, out)) {
            return;
        }
        if (known == null) {
            String owner = clientId == null ? "connections without client identifier" : "client '" + clientId + "'";
            throw new ProviderException(
                    ErrorCode.UNKNOWN_SUBSCRIPTION,
                    "There is no durable subscription '" + request.name() + "' of " + owner);
        }
        asking.connection().outlet().rights().require(Action.CONSUME, Address.topic(known.spec().topic()));
        Mailbox mailbox = state.mailbox(known.mailbox());
        if (mailbox != null && !mailbox.consumers().isEmpty()) {
            throw new ProviderException(
                    ErrorCode.SUBSCRIPTION_CONFLICT,
                    "Subscription '" + request.name() + "' has an active consumer; close it before unsubscribing");
        }
        if (mailbox != null && mailbox.inFlight() > 0) {
            throw new ProviderException(
                    ErrorCode.SUBSCRIPTION_CONFLICT,
                    "Subscription '" + request.name()
                            + "' has messages that were received and not acknowledged or committed yet");
        }
        out.record(new SubscriptionDeleted(known.mailbox(), true));
        out.done();
    }

    /** A durable subscription of streams is a group of that name in each of them. */
    private boolean forgetGroups(String name, Asking asking, Decision out) {
        boolean found = false;
        for (EventStream stream : state.streams().all()) {
            StreamGroup group = stream.group(name);
            if (group != null) {
                asking.connection().outlet().rights().require(Action.CONSUME, Address.topic(stream.topic()));
                StreamWork.forget(stream, group, out);
                found = true;
            }
        }
        if (found) {
            out.done();
        }
        return found;
    }

    private static String groupName(@Nullable String clientId, String name) {
        return clientId == null ? name : clientId + '.' + name;
    }
}
