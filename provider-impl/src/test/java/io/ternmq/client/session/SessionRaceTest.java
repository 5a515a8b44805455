// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.client.ClientConnection;
import io.ternmq.client.HandClock;
import io.ternmq.client.Patience;
import io.ternmq.common.Environment;
import io.ternmq.message.Address;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Receivers, listeners, recalls, stops, rollbacks and closes meet messages that arrive. Whatever happens, each message
 * is accepted exactly once, nothing is settled that is not held, and nothing is left in flight.
 */
final class SessionRaceTest {

    private static final int MESSAGES = 6_000;
    private static final int ROUND = 40;

    private final long seed = Long.getLong("ternmq.seed", System.nanoTime());
    private final Random seeds = new Random(seed);
    private final HandClock clock = new HandClock();
    private final HonestBroker broker = new HonestBroker(clock, seeds.nextLong());
    private final ExecutorService executor = Executors.newCachedThreadPool(SessionRaceTest::daemon);
    private final ClientConnection connection = ClientConnection.open(
            broker.connector(),
            new Environment(clock, executor),
            ClientPolicy.DEFAULT.withMaxPrefetch(16),
            new Patience(20));
    private final ClientSessions sessions = new ClientSessions(connection, reason -> {});
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void receiversThatComeAndGo() {
        run(this::receiveForAWhile, this::receiveForAWhile, this::receiveForAWhile);
    }

    @Test
    void receiversThatAreClosedByOthers() {
        run(this::receiveUntilClosed, this::receiveUntilClosed, this::receiveForAWhile);
    }

    @Test
    void transactionsThatRollBack() {
        run(this::receiveInTransactions, this::receiveInTransactions, this::receiveForAWhile);
    }

    @Test
    void listenersThatFailAndEnd() {
        run(this::listenForAWhile, this::listenForAWhile, this::receiveForAWhile);
    }

    @Test
    void connectionsThatStopAndStart() {
        run(this::receiveForAWhile, this::listenForAWhile, this::stopAndStart);
    }

    @Test
    void oneReceiverThatSleepsAgainAndAgain() {
        run(this::receiveEverything);
    }

    @Test
    void oneListenerThatIdlesAgainAndAgain() {
        run(this::listenToEverything);
    }

    @SafeVarargs
    private void run(Consumer<Random>... actors) {
        sessions.start();
        List<Thread> threads = new ArrayList<>();
        for (Consumer<Random> actor : actors) {
            Random random = new Random(seeds.nextLong());
            threads.add(daemon(() -> act(actor, random)));
        }
        threads.forEach(Thread::start);
        for (long number = 0; number < MESSAGES; number++) {
            broker.put(number);
            if (number % 4 == 0) {
                spin(seeds.nextInt(500));
            }
        }
        HandClock.awaitTrue(() -> {
            clock.advanceMillis(1);
            return isOver();
        }, "all messages, seed " + seed);
        HandClock.awaitTrue(() -> {
            clock.advanceMillis(1);
            return threads.stream().noneMatch(Thread::isAlive);
        }, "the actors, seed " + seed);
        sessions.close();
        assertThat(failures).as("seed " + seed).isEmpty();
        assertThat(broker.offences()).as("seed " + seed).isEmpty();
        assertThat(broker.inFlight()).as("in flight, seed " + seed).isZero();
        assertThat(broker.accepted()).as("seed " + seed).hasSize(MESSAGES).doesNotHaveDuplicates();
    }

    private boolean isOver() {
        return broker.accepted().size() >= MESSAGES || !failures.isEmpty();
    }

    private void act(Consumer<Random> actor, Random random) {
        try {
            while (!isOver()) {
                actor.accept(random);
            }
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
    }

    private void receiveForAWhile(Random random) {
        ClientSession session = sessions.open(random.nextBoolean() ? AcknowledgeMode.AUTO : AcknowledgeMode.LAZY);
        ClientConsumer consumer = open(session);
        for (int i = random.nextInt(ROUND); i > 0; i--) {
            consumer.receive(random.nextBoolean() ? 0 : TimeUnit.MILLISECONDS.toNanos(2), delivery -> delivery);
        }
        if (random.nextBoolean()) {
            consumer.close();
        }
        session.close();
    }

    private void receiveEverything(Random random) {
        ClientSession session = sessions.open(AcknowledgeMode.AUTO);
        ClientConsumer consumer = open(session);
        for (int received = 0; received < MESSAGES; received++) {
            consumer.receive(ClientConsumer.FOREVER, delivery -> delivery);
        }
        session.close();
    }

    private void listenToEverything(Random random) {
        ClientSession session = sessions.open(AcknowledgeMode.AUTO);
        open(session).listen(delivery -> spin(random.nextInt(50)));
        HandClock.awaitTrue(this::isOver, "a listener to get everything, seed " + seed);
        session.close();
    }

    private void receiveUntilClosed(Random random) {
        ClientSession session = sessions.open(AcknowledgeMode.AUTO);
        ClientConsumer consumer = open(session);
        Thread receiver = daemon(() -> receiveAll(consumer));
        receiver.start();
        spin(random.nextInt(2_000));
        if (random.nextBoolean()) {
            consumer.close();
        }
        session.close();
        HandClock.awaitTrue(() -> !receiver.isAlive(), "a receiver of a closed session, seed " + seed);
    }

    private void receiveAll(ClientConsumer consumer) {
        try {
            Event.Deliver delivery = consumer.receive(ClientConsumer.FOREVER, received -> received);
            while (delivery != null) {
                delivery = consumer.receive(ClientConsumer.FOREVER, received -> received);
            }
        } catch (ProviderException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.ILLEGAL_STATE);
        }
    }

    private void receiveInTransactions(Random random) {
        ClientSession session = sessions.open(AcknowledgeMode.TRANSACTED);
        ClientConsumer consumer = open(session);
        for (int i = random.nextInt(ROUND); i > 0; i--) {
            consumer.receive(TimeUnit.MILLISECONDS.toNanos(2), delivery -> delivery);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> session.commit();
                case 3 -> session.rollback();
                default -> assertThat(session.isClosed()).isFalse();
            }
        }
        session.close();
    }

    private void listenForAWhile(Random random) {
        ClientSession session = sessions.open(AcknowledgeMode.AUTO);
        ClientConsumer consumer = open(session);
        consumer.listen(delivery -> {
            if (delivery.message().id().number() % 50 == 0 && !delivery.message().isPersistent()) {
                session.recover();
            }
        });
        for (int i = random.nextInt(20_000); i > 0 && !isOver(); i--) {
            Thread.onSpinWait();
        }
        session.close();
    }

    private void stopAndStart(Random random) {
        sessions.stop();
        spin(random.nextInt(1_000));
        sessions.start();
        spin(random.nextInt(1_000));
    }

    private static void spin(int looks) {
        for (int i = 0; i < looks; i++) {
            Thread.onSpinWait();
        }
    }

    private static ClientConsumer open(ClientSession session) {
        return session.openConsumer(new Source.OfQueue(Address.queue("q")), null);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
