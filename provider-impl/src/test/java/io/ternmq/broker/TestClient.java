// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.LinkService;
import io.ternmq.link.ReplyHandler;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.message.TextBody;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.CreateTemporary;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.Unsubscribe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client's end of a connection, by hand: records everything it is told. */
public final class TestClient implements LinkEvents {

    /** The answer to one request, once it is there. */
    public static final class Answer implements ReplyHandler {

        private @Nullable Reply reply;

        @Override
        public void onReply(Reply answer) {
            assertThat(reply).as("answered a second time").isNull();
            reply = answer;
        }

        /** Whether the answer is there. */
        public boolean isThere() {
            return reply != null;
        }

        /** The answer. */
        public Reply get() {
            if (reply == null) {
                throw new AssertionError("not answered");
            }
            return reply;
        }

        /** The answer, which is a refusal with this code. */
        public Reply.Refused refused(ErrorCode code) {
            assertThat(get()).isInstanceOf(Reply.Refused.class);
            Reply.Refused refused = (Reply.Refused) get();
            assertThat(refused.code()).as(refused.message()).isEqualTo(code);
            return refused;
        }

        /** Checks that the answer is a plain yes. */
        public void done() {
            assertThat(get()).isEqualTo(Reply.Done.INSTANCE);
        }
    }

    private final LinkPeer peer;
    private final List<Event> events = new ArrayList<>();
    private long lastHandle;

    TestClient(LinkService service, @Nullable String clientId) {
        this.peer = service.accept(this);
        assertThat(ask(new Connect(clientId, null, null)).get()).isInstanceOf(Reply.Connected.class);
    }

    @Override
    public void onEvent(Event event) {
        events.add(event);
    }

    @Override
    public void onLost(ProviderException reason) {
        throw new AssertionError("lost", reason);
    }

    /** Asks; the answer need not be there yet. */
    public Answer ask(Request request) {
        Answer answer = new Answer();
        peer.onRequest(request, answer);
        return answer;
    }

    /** Asks lazily. */
    public void postLazily(Request request) {
        peer.onLazyRequest(request);
    }

    /** Carries out what was asked lazily. */
    public void flush() {
        peer.onFlush();
    }

    /** Sends without a transaction. */
    public Answer send(FrozenMessageBuilder message) {
        return ask(new Send(message.build(), 0));
    }

    /** Sends within a transaction. */
    public Answer send(FrozenMessageBuilder message, long transaction) {
        return ask(new Send(message.build(), transaction));
    }

    /** Opens a consumer of a queue and returns its number. */
    public long open(String queue, @Nullable String selector) {
        return open(new Source.OfQueue(Address.queue(queue)), selector);
    }

    /** Opens a consumer of a queue and returns its number. */
    public long open(String queue) {
        return open(queue, null);
    }

    /** Opens a consumer and returns its number. */
    public long open(Source source, @Nullable String selector) {
        tryOpen(source, selector).done();
        return lastHandle;
    }

    /** Tries to open a consumer. */
    public Answer tryOpen(Source source, @Nullable String selector) {
        return ask(new OpenConsumer(++lastHandle, source, selector));
    }

    /** Subscribes without a name. */
    public long subscribe(String topic, @Nullable String selector, boolean noLocal) {
        return open(new Source.OfSubscription(Address.topic(topic), null, false, false, noLocal), selector);
    }

    /** A durable or shared subscription. */
    public static Source.OfSubscription named(String topic, String name, boolean durable, boolean shared) {
        return new Source.OfSubscription(Address.topic(topic), name, durable, shared, false);
    }

    /** Opens a consumer of a queue that takes this many messages. */
    public long consume(String queue, int credit) {
        long consumer = open(queue);
        credit(consumer, credit);
        return consumer;
    }

    /** Gives credit. */
    public void credit(long consumer, int messages) {
        ask(new Credit(consumer, messages)).done();
    }

    /** Accepts one and gives credit. */
    public void acknowledge(long consumer, long delivery, int credit) {
        ask(new Acknowledge(consumer, delivery, credit)).done();
    }

    /** Settles. */
    public void settle(long consumer, Outcome outcome, long... deliveries) {
        ask(new Settle(List.of(Settlement.of(consumer, outcome, deliveries)))).done();
    }

    /** Settles everything that has arrived for a consumer and was not looked at yet. */
    public void settleAll(long consumer, Outcome outcome) {
        settle(consumer, outcome, takeDeliveries(consumer).stream().mapToLong(Event.Deliver::delivery).toArray());
    }

    /** Commits. */
    public Answer commit(long transaction, Settlement... settlements) {
        return ask(new Commit(transaction, List.of(settlements)));
    }

    /** Rolls back. */
    public Answer rollback(long transaction, Settlement... settlements) {
        return ask(new Rollback(transaction, List.of(settlements)));
    }

    /** Closes a consumer. */
    public void close(long consumer, Settlement... settlements) {
        ask(new CloseConsumer(consumer, List.of(settlements))).done();
    }

    /** Deletes a subscription. */
    public Answer unsubscribe(String name) {
        return ask(new Unsubscribe(name));
    }

    /** Makes a temporary destination. */
    public Address temporary(AddressKind kind) {
        return ((Reply.Created) ask(new CreateTemporary(kind)).get()).address();
    }

    /** Reads a part of a queue. */
    public Reply.Page browse(String queue, @Nullable String selector, long position, int limit) {
        return (Reply.Page) ask(new Browse(Address.queue(queue), selector, position, limit)).get();
    }

    /** Ends the connection in good order. */
    public void disconnect() {
        ask(new Disconnect()).done();
    }

    /** Ends the connection without a word. */
    public void lose() {
        peer.onLost();
    }

    /** What has arrived for a consumer since this was asked last. */
    public List<Event.Deliver> takeDeliveries(long consumer) {
        List<Event.Deliver> mine = new ArrayList<>();
        for (Event event : List.copyOf(events)) {
            if (event instanceof Event.Deliver delivery && delivery.consumer() == consumer) {
                mine.add(delivery);
            }
        }
        events.removeAll(mine);
        return mine;
    }

    /** The texts of what has arrived for a consumer since this was asked last. */
    public List<String> takeTexts(long consumer) {
        return takeDeliveries(consumer).stream().map(delivery -> text(delivery.message())).toList();
    }

    /** Takes the one message that has arrived for a consumer. */
    public Event.Deliver takeOne(long consumer) {
        List<Event.Deliver> deliveries = takeDeliveries(consumer);
        assertThat(deliveries).hasSize(1);
        return deliveries.get(0);
    }

    /** How often a consumer was asked to give messages back. */
    public long recalls(long consumer) {
        return events.stream().filter(new Event.Recall(consumer, false)::equals).count();
    }

    /** Whether a consumer was asked for messages back because more important ones are there. */
    public boolean isOutranked(long consumer) {
        return events.contains(new Event.Recall(consumer, true));
    }

    /** How often a consumer was asked for messages back, of whatever kind, since this was asked last. */
    public int takeRecalls(long consumer) {
        List<Event> mine = events.stream()
                .filter(event -> event instanceof Event.Recall recall && recall.consumer() == consumer)
                .toList();
        events.removeAll(mine);
        return mine.size();
    }

    /** The text of a message. */
    public static @Nullable String text(FrozenMessage message) {
        return ((TextBody) message.body()).text();
    }
}
