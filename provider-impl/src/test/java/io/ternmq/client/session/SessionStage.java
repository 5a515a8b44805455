// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.client.ClientConnection;
import io.ternmq.client.HandClock;
import io.ternmq.client.HandExecutor;
import io.ternmq.client.Patience;
import io.ternmq.client.ScriptedBroker;
import io.ternmq.common.Environment;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.message.TextBody;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A client on one side, a scripted broker on the other, and a clock and an executor that the test moves. */
final class SessionStage {

    static final Address ORDERS = Address.queue("orders");

    final HandClock clock = new HandClock();
    final HandExecutor executor = new HandExecutor();
    final ScriptedBroker broker = new ScriptedBroker(clock);
    final List<String> trouble = new ArrayList<>();
    final ClientConnection connection = ClientConnection.open(
            broker.connector(),
            new Environment(clock, executor),
            ClientPolicy.DEFAULT.withMaxPrefetch(8),
            Patience.NONE);
    final ClientSessions sessions = new ClientSessions(connection, reason -> trouble.add(reason.getMessage()));

    /** A started connection. */
    SessionStage() {
        sessions.start();
        broker.hearsNoMatterWhat();
    }

    ClientSession session(AcknowledgeMode mode) {
        return sessions.open(mode);
    }

    /** A consumer of the queue; the first has number 1. */
    ClientConsumer consumer(ClientSession session) {
        ClientConsumer consumer = session.openConsumer(new Source.OfQueue(ORDERS), null);
        broker.hearsNoMatterWhat();
        return consumer;
    }

    /** What the next message says, or null when none is there. */
    static String receiveNow(ClientConsumer consumer) {
        return consumer.receive(0, SessionStage::text);
    }

    /** What the next message says, on another thread. */
    Receiving receiving(ClientConsumer consumer, long nanos) {
        return new Receiving(() -> consumer.receive(nanos, SessionStage::text));
    }

    static String text(Event.Deliver delivery) {
        return ((TextBody) delivery.message().body()).text();
    }

    static FrozenMessage message(String text) {
        return FrozenMessage.to(ORDERS, new MessageId("p", 1)).body(new TextBody(text)).build();
    }

    /** A listener that notes what it gets. */
    static DeliveryListener into(List<String> texts) {
        return delivery -> texts.add(text(delivery));
    }

    /** A call on another thread. */
    final class Receiving {

        private final CompletableFuture<String> result = new CompletableFuture<>();
        private final Thread thread;

        Receiving(Supplier<String> call) {
            thread = new Thread(() -> {
                try {
                    result.complete(call.get());
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        /** Waits until it waits. */
        Receiving asleep() {
            clock.awaitAsleep(thread);
            return this;
        }

        void interrupt() {
            thread.interrupt();
        }

        boolean isDone() {
            return result.isDone();
        }

        /** What it returns, or the exception that it throws. */
        String result() {
            try {
                return result.get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw (RuntimeException) e.getCause();
            } catch (InterruptedException | TimeoutException e) {
                throw new AssertionError(e);
            }
        }
    }
}
