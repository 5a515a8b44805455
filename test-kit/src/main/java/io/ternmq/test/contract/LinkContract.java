// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.boot.BrokerAssembly;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.broker.Fact;
import io.ternmq.common.Environment;
import io.ternmq.common.TimeSource;
import io.ternmq.link.Connector;
import io.ternmq.link.LinkService;
import io.ternmq.message.Address;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Source;
import io.ternmq.store.memory.MemoryMedium;
import io.ternmq.test.TrackedExecutor;
import io.ternmq.test.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * What every link between a client and a broker does, told as dialogues with a real broker in memory. A subclass says
 * how links to a broker's door are opened; what it needs for that it takes down after each test by itself.
 */
public abstract class LinkContract {

    private static final Address QUEUE = Address.queue("contract");
    private static final int MANY = 200;
    private static final Request NONSENSE = new OpenConsumer(999, new Source.OfQueue(QUEUE), "this is no selector");

    private final VirtualClock clock = new VirtualClock();
    private final TrackedExecutor executor = new TrackedExecutor("link-contract");
    private EmbeddedBroker broker;
    private Connector connector;

    /** For subclasses. */
    protected LinkContract() {}

    /**
     * Makes links to a broker possible.
     *
     * @param door the broker's side
     * @param time the broker's clock
     * @return opens links to this door
     * @throws Exception when that is not possible
     */
    protected abstract Connector connectorTo(LinkService door, TimeSource time) throws Exception;

    @BeforeEach
    final void startBroker(TestInfo test) throws Exception {
        AtomicReference<LinkService> door = new AtomicReference<>();
        String name = getClass().getSimpleName() + '-' + test.getDisplayName().replaceAll("\\W", "");
        broker = BrokerRegistry.instance().start(new BrokerAssembly(
                BrokerSettings.named(name),
                new Environment(clock, executor),
                new SplittableRandom(1),
                new MemoryMedium<Fact>()::open,
                service -> {
                    door.set(service);
                    return service;
                },
                false));
        connector = connectorTo(Objects.requireNonNull(door.get()), clock);
    }

    @AfterEach
    final void stopBroker() {
        broker.close();
        assertEquals(List.of(), executor.takeFailures(), "tasks that died");
    }

    // --- requests -----------------------------------------------------------------------------------------------

    @Test
    void answersEveryRequestOnce() throws Exception {
        Client client = connect();
        AtomicIntegerArray answers = new AtomicIntegerArray(MANY);
        CountDownLatch answered = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) {
            int number = i;
            Request request = i % 3 == 0 ? NONSENSE : Client.send(QUEUE, "m" + i);
            client.link().request(request, reply -> {
                answers.incrementAndGet(number);
                answered.countDown();
            });
        }
        answered.await(Client.PATIENCE_SECONDS, TimeUnit.SECONDS);
        client.ask(Client.send(QUEUE, "last"));
        IntStream.range(0, MANY).forEach(i -> assertEquals(1, answers.get(i), "answers to request " + i));
    }

    @Test
    void passesOnARefusal() throws Exception {
        Reply.Refused refusal = assertInstanceOf(Reply.Refused.class, connect().ask(NONSENSE));
        assertEquals(ErrorCode.INVALID_SELECTOR, refusal.code());
    }

    @Test
    void keepsTheOrderOfTheRequestsOfAThread() throws Exception {
        Client client = connect();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Request request = Client.send(QUEUE, "m" + i);
            switch (i % 3) {
                case 0 -> client.link().post(request);
                case 1 -> client.link().postLazily(request);
                default -> client.link().request(request, reply -> {});
            }
            expected.add("m" + i);
        }
        assertEquals(expected, client.browse(QUEUE));
    }

    @Test
    void carriesOutALazyRequestBeforeTheNextOne() throws Exception {
        Client client = connect();
        client.link().postLazily(Client.send(QUEUE, "lazy"));
        client.ask(Client.send(QUEUE, "prompt"));
        assertEquals(List.of("lazy", "prompt"), client.browse(QUEUE));
    }

    @Test
    void carriesOutAFlushedLazyRequestBeforeThoseOfAnybodyElse() throws Exception {
        Client one = connect();
        Client other = connect();
        one.link().postLazily(Client.send(QUEUE, "lazy"));
        one.link().flush();
        other.ask(Client.send(QUEUE, "prompt"));
        assertEquals(List.of("lazy", "prompt"), other.browse(QUEUE));
    }

    // --- events -------------------------------------------------------------------------------------------------

    @Test
    void tellsEventsOneByOneAndInOrder() throws Exception {
        Client consumer = connect();
        Client producer = connect();
        consumer.consume(1, QUEUE, MANY);
        for (int i = 0; i < MANY; i++) {
            producer.link().post(Client.send(QUEUE, "m" + i));
        }
        producer.link().flush();
        for (int i = 0; i < MANY; i++) {
            Event.Deliver delivery = assertInstanceOf(Event.Deliver.class, consumer.nextEvent());
            assertEquals("m" + i, Client.textOf(delivery.message()));
            assertEquals(1, delivery.consumer());
        }
        assertEquals(0, consumer.disorderlyEvents());
    }

    // --- the end ------------------------------------------------------------------------------------------------

    @Test
    void isLostToTheBrokerWhenTheClientCloses() throws Exception {
        Client leaver = connect();
        Client stayer = connect();
        leaver.consume(1, QUEUE, 1);
        stayer.ask(Client.send(QUEUE, "in flight"));
        Event.Deliver first = assertInstanceOf(Event.Deliver.class, leaver.nextEvent());
        assertEquals(1, first.attempt());
        leaver.link().close();
        leaver.link().close();
        stayer.consume(1, QUEUE, 1);
        Event.Deliver second = assertInstanceOf(Event.Deliver.class, stayer.nextEvent());
        assertEquals(2, second.attempt(), "what was in flight may have been seen");
        assertEquals(1, broker.statistics().connections());
        assertEquals(0, leaver.losses(), "whoever closes is not told");
    }

    @Test
    void endsInGoodOrder() throws Exception {
        Client client = connect();
        assertEquals(Reply.Done.INSTANCE, client.ask(new Disconnect()));
        client.link().close();
        assertEquals(0, broker.statistics().connections());
        assertEquals(0, client.losses());
    }

    @Test
    void tellsEveryClientOnceThatTheBrokerStops() throws Exception {
        List<Client> clients = List.of(connect(), connect(), connect());
        broker.close();
        for (Client client : clients) {
            assertEquals(ErrorCode.CONNECTION_LOST, client.awaitLoss().code());
        }
        broker.close();
        for (Client client : clients) {
            client.link().close();
            assertEquals(1, client.losses());
        }
    }

    @Test
    void refusesRequestsAfterTheBrokerStopped() throws Exception {
        Client client = connect();
        broker.close();
        client.awaitLoss();
        client.link().post(Client.send(QUEUE, "posted"));
        client.link().postLazily(Client.send(QUEUE, "lazy"));
        client.link().flush();
        Reply reply = client.ask(Client.send(QUEUE, "asked"));
        assertEquals(ErrorCode.CONNECTION_LOST, assertInstanceOf(Reply.Refused.class, reply).code());
    }

    @Test
    void opensNoLinkToABrokerThatStopped() {
        broker.close();
        ProviderException refusal = assertThrows(ProviderException.class, this::connect);
        assertEquals(ErrorCode.CONNECTION_LOST, refusal.code());
    }

    // --- time ---------------------------------------------------------------------------------------------------

    @Test
    void goesByTheClockOfTheBroker() throws Exception {
        TimeSource time = connect().link().time();
        assertEquals(clock.millis(), time.millis());
        clock.advance(Duration.ofHours(3));
        assertEquals(clock.millis(), time.millis());
    }

    private Client connect() throws Exception {
        return Client.connect(connector);
    }
}
