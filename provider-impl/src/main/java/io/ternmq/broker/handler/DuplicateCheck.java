// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.DuplicateDropped;
import io.ternmq.broker.Remembered;
import io.ternmq.broker.duplicate.MessageName;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Send;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a message has been taken before: because it is sent again and its identity is known, or because its
 * program gave it a name that is. A first attempt is never judged by its identity. Names are taken when a message
 * becomes part of its destination: by its sending, or by the commit.
 */
final class DuplicateCheck {

    private static final int LONGEST_NAME = 1_024;

    private final BrokerState state;

    DuplicateCheck(BrokerState state) {
        this.state = state;
    }

    /** The messages that one decision takes: two of one name among them are duplicates, too. */
    final class Round {

        private final long nowMillis;
        private final Decision out;
        private @Nullable Set<MessageName> taken;

        private Round(long nowMillis, Decision out) {
            this.nowMillis = nowMillis;
            this.out = out;
        }

        /** Whether to take a message; records that it is taken, or that it is dropped. */
        boolean admits(FrozenMessage message) {
            MessageName name = nameOf(message);
            if (name == null) {
                return true;
            }
            if (taken == null) {
                taken = new HashSet<>();
            }
            if (state.duplicates().knows(name, nowMillis) || !taken.add(name)) {
                out.record(new DuplicateDropped());
                return false;
            }
            Address destination = message.destination();
            boolean isPersistent = message.isPersistent() && !destination.isTemporary();
            boolean durable = isPersistent || Appending.isAppended(destination, state);
            out.record(new Remembered(destination, name.id(), nowMillis, durable));
            return true;
        }
    }

    Round begin(long nowMillis, Decision out) {
        return new Round(nowMillis, out);
    }

    /**
     * Whether to take or to stage what is sent; records what follows.
     *
     * @throws ProviderException with {@code MESSAGE_FORMAT} when the message has a name that is none
     */
    boolean admits(Send request, Asking asking, Decision out) {
        FrozenMessage message = request.message();
        if (request.isResend() && isKnown(message.id(), asking, request.transaction())) {
            out.record(new DuplicateDropped());
            return false;
        }
        if (nameOf(message) == null || request.transaction() != 0) {
            return true;
        }
        return begin(asking.nowMillis(), out).admits(message);
    }

    private boolean isKnown(MessageId id, Asking asking, long transaction) {
        if (state.duplicates().knows(id)) {
            return true;
        }
        TransactionKey key = new TransactionKey(asking.connection().id(), transaction);
        return transaction != 0
                && state.transactions().staged(key).stream().anyMatch(staged -> staged.id().equals(id));
    }

    private static @Nullable MessageName nameOf(FrozenMessage message) {
        Object value = message.properties().get(MessageProperties.DEDUP_ID);
        if (value == null) {
            return null;
        }
        if (value instanceof String id && !id.isBlank() && id.length() <= LONGEST_NAME) {
            return new MessageName(message.destination(), id);
        }
        String is = value instanceof String id ? "one of " + id.length() : "a " + value.getClass().getSimpleName();
        throw new ProviderException(
                ErrorCode.MESSAGE_FORMAT,
                "The property " + MessageProperties.DEDUP_ID + " must be a string of 1 to " + LONGEST_NAME
                        + " characters that is not blank, but is " + is + '.');
    }
}
