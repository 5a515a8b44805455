// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ProviderException;
import io.ternmq.client.Answer;
import io.ternmq.client.ClientConnection;
import io.ternmq.common.Log;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the messages that a session consumes, according to its mode. Owner: the session's thread or its
 * turn; only the ledgers may be touched by others.
 */
final class Consumption {

    private static final Log LOG = Log.of(Consumption.class);
    private static final int MOST_LAZY = 64;

    private final ClientConnection connection;
    private final AcknowledgeMode mode;
    private final List<ClientConsumer> consumers;
    /** Consumed, to be acknowledged by the program or a commit. */
    private final Ledger kept = new Ledger();
    /** Consumed, to be acknowledged by the session when it suits it. */
    private final Ledger lazy = new Ledger();
    /** In the hands of a listener of a session that acknowledges by itself. */
    private Event.@Nullable Deliver current;
    /** Written by the session's thread; a transaction manager may end a branch on another one. */
    private volatile @Nullable String failedWith;
    /** Acknowledged by the session itself, perhaps not safely yet. */
    private @Nullable Acknowledged last;
    /** Works in a branch of a distributed transaction, whatever the mode is otherwise. */
    private volatile boolean enlisted;

    Consumption(ClientConnection connection, AcknowledgeMode mode, List<ClientConsumer> consumers) {
        this.connection = connection;
        this.mode = mode;
        this.consumers = consumers;
    }

    /** A message was received; hands it to the reader and counts it as consumed unless the reader throws. */
    <T> T consume(ClientConsumer consumer, Event.Deliver arrived, Function<Event.Deliver, T> reader) {
        Event.Deliver delivery = completed(consumer, arrived);
        if (isKeeping()) {
            kept.add(delivery);
            consumer.prefetch().refill(false);
            return reader.apply(delivery);
        }
        T result;
        try {
            awaitLast();
            result = reader.apply(delivery);
        } catch (RuntimeException e) {
            settle(withdraw(List.of(consumer), Outcome.RELEASED, List.of(delivery), null));
            throw e;
        }
        accept(consumer, delivery, false);
        return result;
    }

    /** A message whose bytes cannot be fetched has not been consumed: it comes again. */
    private Event.Deliver completed(ClientConsumer consumer, Event.Deliver arrived) {
        try {
            return BodyDownload.complete(connection, arrived);
        } catch (ProviderException e) {
            settle(withdraw(List.of(consumer), Outcome.RELEASED, List.of(arrived), null));
            throw e;
        }
    }

    /**
     * Has a listener consume a message. A failure never leaves this method. A message that the program has not seen
     * takes no part in how a transaction ends.
     */
    void deliver(ClientConsumer consumer, Event.Deliver arrived, DeliveryListener listener) {
        if (mode == AcknowledgeMode.HANDED_ON) {
            deliverComplete(consumer, arrived, listener); // whoever serves it fetches what belongs to it
            return;
        }
        Event.Deliver delivery;
        try {
            delivery = BodyDownload.complete(connection, arrived);
        } catch (ProviderException e) {
            LOG.log(Level.WARNING, () -> "Message " + arrived.message() + " could not be fetched: " + e.getMessage());
            fail(consumer, arrived, e);
            return;
        }
        deliverComplete(consumer, delivery, listener);
    }

    private void deliverComplete(ClientConsumer consumer, Event.Deliver delivery, DeliveryListener listener) {
        if (isKeeping()) {
            kept.add(delivery);
            consumer.prefetch().refill(false);
            Throwable failure = run(delivery, listener);
            if (failure instanceof NotShownException unseen && kept.remove(delivery)) {
                fail(consumer, delivery, unseen);
            } else {
                noteFailure(failure);
                consumer.prefetch().refill(true);
            }
            return;
        }
        try {
            awaitLast();
        } catch (ProviderException e) {
            giveBack(consumer, delivery, Outcome.RELEASED, e);
            return;
        }
        current = delivery;
        Throwable failure = run(delivery, listener);
        if (current == null) {
            return;
        }
        current = null;
        if (failure == null) {
            accept(consumer, delivery, true);
        } else {
            fail(consumer, delivery, failure);
        }
    }

    /** Has a listener consume a message that the consumer of another session handed on. */
    void serve(Event.Deliver arrived, DeliveryListener listener) {
        Event.Deliver delivery;
        try {
            delivery = BodyDownload.complete(connection, arrived);
        } catch (ProviderException e) {
            LOG.log(Level.WARNING, () -> "Message " + arrived.message() + " could not be fetched: " + e.getMessage());
            connection.post(new Settle(Settlements.of(Outcome.FAILED, List.of(arrived), e.toString())));
            return;
        }
        if (isKeeping()) {
            kept.add(delivery);
            Throwable failure = run(delivery, listener);
            if (failure instanceof NotShownException && kept.remove(delivery)) {
                settleServed(delivery, failure);
            } else {
                noteFailure(failure);
            }
            return;
        }
        current = delivery;
        Throwable failure = run(delivery, listener);
        if (current != null) {
            current = null;
            settleServed(delivery, failure);
        }
    }

    private void settleServed(Event.Deliver delivery, @Nullable Throwable failure) {
        Outcome outcome = failure == null ? Outcome.ACCEPTED : Outcome.FAILED;
        String cause = failure == null ? null : said(failure);
        connection.post(new Settle(Settlements.of(outcome, List.of(delivery), cause)));
    }

    /** The program acknowledges all that it consumed. Only a session in that mode takes notice. */
    void acknowledgeAll() {
        if (mode == AcknowledgeMode.CLIENT || mode == AcknowledgeMode.INDIVIDUAL) {
            List<Event.Deliver> all = kept.takeAll();
            acceptKept(all);
            forgetFailure();
        }
    }

    /** The program acknowledges one message. Only a session in such a mode takes notice. */
    void acknowledge(Event.Deliver delivery) {
        boolean heeded = mode == AcknowledgeMode.CLIENT || mode == AcknowledgeMode.INDIVIDUAL;
        if (heeded && kept.remove(delivery)) {
            acceptKept(List.of(delivery));
        }
    }

    /** All that was consumed and not acknowledged comes again. */
    void recover() {
        flushLazy();
        List<Event.Deliver> failed = kept.takeAll();
        if (current != null) {
            failed.add(current);
            current = null;
        }
        if (!failed.isEmpty()) {
            settle(withdraw(consumers, Outcome.FAILED, failed, causeOr("the session was recovered")));
        }
        failedWith = null;
    }

    /** From here on what is consumed belongs to a branch, or not any more. */
    void enlist(boolean inBranch) {
        enlisted = inBranch;
        failedWith = null;
    }

    private boolean isKeeping() {
        return enlisted || mode.isKeeping();
    }

    /** What a listener has thrown since the last acknowledgement, commit or rollback, or since a branch was entered. */
    @Nullable String failure() {
        return failedWith;
    }

    /** The same, or what else is to be said. */
    String causeOr(String otherwise) {
        String known = failedWith;
        return known == null ? otherwise : known;
    }

    /** What listeners have thrown does not matter any more. */
    void forgetFailure() {
        failedWith = null;
    }

    private void noteFailure(@Nullable Throwable failure) {
        if (failure != null) {
            failedWith = said(failure);
        }
    }

    /** Takes what a commit or rollback has to settle. */
    List<Event.Deliver> takeKept() {
        return kept.takeAll();
    }

    /**
     * Settles deliveries together with the release of everything that arrived behind them, so that they find their old
     * places before anything is delivered again.
     */
    List<Settlement> withdraw(
            List<ClientConsumer> behind, Outcome outcome, List<Event.Deliver> deliveries, @Nullable String cause) {
        List<Settlement> settlements = Settlements.of(outcome, deliveries, cause);
        settlements.addAll(Settlements.of(Outcome.RELEASED, emptied(behind), null));
        return settlements;
    }

    /** Settles and lets the consumers go on. */
    void settle(List<Settlement> settlements) {
        connection.call(new Settle(settlements));
        consumers.forEach(ClientConsumer::resume);
    }

    /** Acknowledges what waits for it. */
    void flushLazy() {
        List<Event.Deliver> batch = lazy.takeAll();
        if (!batch.isEmpty()) {
            connection.postLazily(new Settle(Settlements.of(Outcome.ACCEPTED, batch, null)));
        }
    }

    private void accept(ClientConsumer consumer, Event.Deliver delivery, boolean eager) {
        if (mode == AcknowledgeMode.AUTO) {
            last = consumer.prefetch().accept(delivery, eager);
            return;
        }
        if (mode == AcknowledgeMode.HANDED_ON) {
            consumer.prefetch().refill(eager);
            return;
        }
        lazy.add(delivery);
        if (lazy.size() >= MOST_LAZY || !consumer.prefetch().isReady()) {
            flushLazy();
        }
        consumer.prefetch().refill(eager);
    }

    /** What was acknowledged before must not come again once the next message is seen. */
    private void awaitLast() {
        Acknowledged before = last;
        if (before != null) {
            last = null;
            before.await(connection);
        }
    }

    private void acceptKept(List<Event.Deliver> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        try {
            connection.call(new Settle(Settlements.of(Outcome.ACCEPTED, deliveries, null)));
        } catch (ProviderException e) {
            kept.addAll(deliveries);
            throw e;
        }
    }

    private static String said(Throwable failure) {
        Throwable behind = failure instanceof NotShownException ? failure.getCause() : null;
        return behind == null ? failure.toString() : behind.toString();
    }

    private void fail(ClientConsumer consumer, Event.Deliver delivery, Throwable failure) {
        consumer.prefetch().shrink();
        giveBack(consumer, delivery, Outcome.FAILED, failure);
    }

    private void giveBack(ClientConsumer consumer, Event.Deliver delivery, Outcome outcome, Throwable why) {
        try {
            settle(withdraw(List.of(consumer), outcome, List.of(delivery), said(why)));
        } catch (ProviderException e) {
            LOG.log(Level.DEBUG, () -> "Could not give back " + delivery.message() + ": " + e.getMessage());
        }
    }

    private static @Nullable Throwable run(Event.Deliver delivery, DeliveryListener listener) {
        try {
            listener.onDelivery(delivery);
            return null;
        } catch (NotShownException e) {
            LOG.log(Level.WARNING, "Message " + delivery.message() + " could not be shown to its listener.", e);
            return e;
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A message listener failed on " + delivery.message() + "; it should not throw.", e);
            return e;
        }
    }

    /** Takes credit back and then everything that has arrived. Those that are shut are emptied by whoever shut them. */
    private List<Event.Deliver> emptied(List<ClientConsumer> some) {
        List<Prefetch> open = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        for (ClientConsumer consumer : some) {
            if (consumer.prefetch().isOpen()) {
                open.add(consumer.prefetch());
                answers.add(consumer.prefetch().revoke());
            }
        }
        List<Event.Deliver> arrived = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            open.get(i).awaitRevoked(answers.get(i));
            arrived.addAll(open.get(i).drain());
        }
        return arrived;
    }
}
