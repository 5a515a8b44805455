// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.api.management.MessageHeaders;
import io.ternmq.api.management.MessagePage;
import io.ternmq.api.management.MessageState;
import io.ternmq.api.management.MessageView;
import io.ternmq.api.management.Place;
import io.ternmq.broker.handler.Places;
import io.ternmq.broker.handler.Selectors;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.SurveyVisitor;
import io.ternmq.broker.redelivery.DeadLetters;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.message.Address;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.selector.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pictures of messages at a moment; made and used inside the shard. */
public final class MessagePictures {

    private static final int LARGEST_PAGE = 1_000;
    private static final int MOST_LOOKS = 2_000;
    private static final long MOST_BYTES = 1 << 20;
    private static final int PREVIEW = 1_024;

    private final Places places;
    private final Holdups holdups;

    /** Looks at this state at this moment. */
    public MessagePictures(BrokerState state, long nowMillis) {
        this.places = new Places(state);
        this.holdups = new Holdups(state, nowMillis);
    }

    /** A page of what is at a place. */
    public MessagePage browse(Place place, @Nullable String selector, long position, int limit) {
        Page page = new Page(Selectors.parse(selector), Math.max(1, Math.min(limit, LARGEST_PAGE)));
        page.last = Math.max(0, position);
        boolean isAll = places.mailbox(place).survey(page.last, page);
        return new MessagePage(page.views, isAll ? MessagePage.END : page.last);
    }

    /** One message with its whole body, or empty. */
    public Optional<MessageView> message(Place place, long number) {
        Entry entry = places.mailbox(place).find(number);
        return entry == null
                ? Optional.empty()
                : Optional.of(view(Mailbox.positionOf(entry), entry, entry.message().load(), Integer.MAX_VALUE));
    }

    private MessageView view(long position, Entry entry, FrozenMessage message, int most) {
        return new MessageView(
                entry.id(),
                position,
                message.id().toString(),
                headers(message),
                Collections.unmodifiableMap(message.properties().toMutableMap()),
                BodyPictures.of(message.body(), most),
                holdups.stateOf(entry, message, originOf(message)));
    }

    private static MessageHeaders headers(FrozenMessage message) {
        Object correlation = message.correlationId();
        Address replyTo = message.replyTo();
        return new MessageHeaders(
                message.destination().toString(),
                replyTo == null ? null : replyTo.toString(),
                correlation instanceof Bytes bytes
                        ? HexFormat.of().formatHex(bytes.toArray())
                        : (String) correlation,
                message.type(),
                message.priority(),
                message.isPersistent(),
                message.timestampMillis(),
                message.expirationMillis());
    }

    private static MessageState.@Nullable Origin originOf(FrozenMessage message) {
        String destination = text(message, DeadLetters.ORIGIN);
        return destination == null
                ? null
                : new MessageState.Origin(
                        destination,
                        text(message, DeadLetters.ORIGIN_SUBSCRIPTION),
                        text(message, DeadLetters.REASON),
                        text(message, DeadLetters.CAUSE),
                        message.properties().get(DeadLetters.ATTEMPTS) instanceof Integer attempts ? attempts : 0);
    }

    private static @Nullable String text(FrozenMessage message, String property) {
        return message.properties().get(property) instanceof String text ? text : null;
    }

    /** Gathers messages until there are enough, or enough has been looked at. */
    private final class Page implements SurveyVisitor {

        private final @Nullable Selector selector;
        private final int limit;
        private final List<MessageView> views = new ArrayList<>();
        private int looks = MOST_LOOKS;
        private long bytes;
        private long last;

        Page(@Nullable Selector selector, int limit) {
            this.selector = selector;
            this.limit = limit;
        }

        @Override
        public boolean visit(long position, Entry entry) {
            last = position;
            looks--;
            FrozenMessage message = entry.message().load();
            bytes += message.sizeBytes();
            if (selector == null || selector.matches(message)) {
                views.add(view(position, entry, message, PREVIEW));
            }
            return views.size() < limit && looks > 0 && bytes < MOST_BYTES;
        }
    }
}
