// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ternmq.api.ProviderException;
import io.ternmq.link.Connector;
import io.ternmq.link.Link;
import io.ternmq.link.LinkEvents;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.message.TextBody;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Source;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The smallest client that a link can have: it asks, and keeps what it hears. One thread asks; events come from
 * anywhere.
 */
final class Client implements LinkEvents {

    static final long PATIENCE_SECONDS = 10;

    private static final int LARGE_PAGE = 10_000;

    private final Link link;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<ProviderException> lost = new CompletableFuture<>();
    private final AtomicInteger losses = new AtomicInteger();
    private final AtomicBoolean inside = new AtomicBoolean();
    private final AtomicInteger overlaps = new AtomicInteger();

    Client(Connector connector) {
        this.link = connector.open(this);
    }

    /** A client whose connection stands. */
    static Client connect(Connector connector) throws Exception {
        Client client = new Client(connector);
        Reply reply = client.ask(new Connect(null, null, null));
        assertEquals(Reply.Connected.class, reply.getClass(), reply.toString());
        return client;
    }

    Link link() {
        return link;
    }

    @Override
    public void onEvent(Event event) {
        boolean isAlone = inside.compareAndSet(false, true);
        if (!isAlone || losses.get() > 0) {
            overlaps.incrementAndGet();
        }
        events.add(event);
        inside.set(false);
    }

    @Override
    public void onLost(ProviderException reason) {
        losses.incrementAndGet();
        lost.complete(reason);
    }

    /** How often it was told that the link is gone. */
    int losses() {
        return losses.get();
    }

    /** How many events came while another one was being told, or after the end. */
    int disorderlyEvents() {
        return overlaps.get();
    }

    ProviderException awaitLoss() throws Exception {
        return lost.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The next event, or null when none comes. */
    @Nullable Event nextEvent() throws InterruptedException {
        return events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Reply ask(Request request) throws Exception {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        link.request(request, reply::complete);
        return reply.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The texts in a queue, in the order of delivery. */
    List<String> browse(Address queue) throws Exception {
        Reply reply = ask(new Browse(queue, null, 0, LARGE_PAGE));
        assertEquals(Reply.Page.class, reply.getClass(), reply.toString());
        return ((Reply.Page) reply).messages().stream().map(Client::textOf).toList();
    }

    void consume(long number, Address queue, int credit) throws Exception {
        assertEquals(Reply.Done.INSTANCE, ask(new OpenConsumer(number, new Source.OfQueue(queue), null)));
        link.post(new Credit(number, credit));
    }

    static Request send(Address queue, String text) {
        return new Send(
                FrozenMessage.to(queue, new MessageId("contract-" + text, 1)).body(new TextBody(text)).build(), 0);
    }

    static String textOf(FrozenMessage message) {
        return message.body() instanceof TextBody body ? String.valueOf(body.text()) : String.valueOf(message.body());
    }
}
