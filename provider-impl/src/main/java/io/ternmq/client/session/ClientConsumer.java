// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.client.ClientConnection;
import io.ternmq.client.ConsumerEvents;
import io.ternmq.client.WaitingRoom;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Source;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of one session. Owner: the session's thread, or the turn of the session once there is a listener; only
 * {@link #close()} may be called by others. The parts that events and other threads touch are in {@link Prefetch} and
 * {@link ReceiveGate}.
 */
public final class ClientConsumer implements ConsumerEvents {

    /** A time for {@link #receive}: as long as it takes. */
    public static final long FOREVER = Long.MAX_VALUE;

    private final ClientSession session;
    private final ClientConnection connection;
    private final long number;
    private final Prefetch prefetch;
    private final ReceiveGate gate;
    private final Hope hope;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean finished;
    private volatile boolean hurried;
    private volatile @Nullable DeliveryListener listener;
    private volatile @Nullable Source source;
    private volatile @Nullable ProviderException ended;

    ClientConsumer(ClientSession session, ClientConnection connection, WaitingRoom waiting) {
        this.session = session;
        this.connection = connection;
        this.number = connection.nextConsumer();
        this.prefetch = new Prefetch(connection, number, this::wake);
        this.gate = new ReceiveGate(waiting);
        this.hope = new Hope(connection.patience());
    }

    void openAt(Source from, @Nullable String selector) {
        source = from;
        prefetch.read(from);
        connection.addConsumer(number, this);
        try {
            connection.call(new OpenConsumer(number, from, selector));
        } catch (ProviderException e) {
            connection.removeConsumer(number);
            if (e.code() == ErrorCode.TIMEOUT) {
                connection.post(new CloseConsumer(number, List.of()));
            }
            throw e;
        }
    }

    /**
     * Another consumer of the session. If it takes from the same place, neither holds messages ready while they are
     * received from: the one thread that both have would get them in an order that depends on whom it asks.
     */
    void meet(ClientConsumer other) {
        Source here = source;
        if (here != null && isShared(here) && here.equals(other.source)) {
            prefetch.compete();
            other.prefetch.compete();
        }
    }

    private static boolean isShared(Source source) {
        return source instanceof Source.OfQueue
                || (source instanceof Source.OfSubscription subscription && subscription.shared());
    }

    // --- events -------------------------------------------------------------------------------------------------

    @Override
    public void onDeliver(Event.Deliver delivery) {
        prefetch.arrived(delivery);
        wake();
    }

    @Override
    public void onRecall(boolean isOutranked) {
        if (isOutranked || (listener == null && !gate.isTaken())) {
            prefetch.recalledWhole();
            wake();
            return;
        }
        boolean waitedFor = listener == null || !session.isListening();
        prefetch.recalled(waitedFor ? 1 : 0);
        wake();
    }

    @Override
    public void onRestored() {
        prefetch.restored();
        wake();
    }

    @Override
    public void onEnded(ProviderException reason) {
        ended = reason;
        prefetch.end();
        gate.wake();
        session.consumerEnded(listener != null, reason);
    }

    // --- receiving ----------------------------------------------------------------------------------------------

    /**
     * Receives one message and consumes it in the way of the session's mode. Where the session acknowledges by
     * itself, a reader that throws has not consumed the message: it comes again, before all later ones.
     *
     * @param nanos  longest wait; 0 for what is there at once, {@link #FOREVER} for no limit
     * @param reader makes what the caller wants of a delivery
     * @return what the reader made, or null when the time was over or the consumer was closed
     */
    public <T> @Nullable T receive(long nanos, Function<Event.Deliver, T> reader) {
        session.requireReceiving();
        gate.enter();
        try {
            requireOpen();
            Event.Deliver delivery = next(nanos);
            return delivery == null ? null : session.consumption().consume(this, delivery, reader);
        } finally {
            gate.exit();
        }
    }

    private Event.@Nullable Deliver next(long nanos) {
        Event.Deliver delivery = prefetch.take();
        if (delivery != null) {
            return delivery;
        }
        requireNotEnded();
        return nanos == 0 || hurried ? takeNow() : takeWithin(nanos);
    }

    private Event.@Nullable Deliver takeNow() {
        if (!prefetch.isOpen()) {
            return null;
        }
        Event.Deliver delivery;
        do {
            prefetch.askAndWait();
            delivery = prefetch.take();
        } while (delivery == null && prefetch.isStirred());
        if (delivery != null) {
            return delivery;
        }
        prefetch.announceSleep();
        return takeLast();
    }

    private Event.@Nullable Deliver takeWithin(long nanos) {
        long begin = nanos == FOREVER ? 0 : connection.time().nanos();
        long left = nanos;
        while (left > 0 && !closed.get() && !hurried) {
            prefetch.ask();
            Event.Deliver delivery = takePatiently();
            if (delivery != null) {
                return delivery;
            }
            requireNotEnded();
            prefetch.idle();
            prefetch.announceSleep();
            gate.sleep(connection.time(), left, this::hasNews);
            requireNotInterrupted();
            left = nanos == FOREVER ? FOREVER : nanos - (connection.time().nanos() - begin);
        }
        return takeLast();
    }

    private Event.@Nullable Deliver takePatiently() {
        for (int looks = hope.looks(); looks > 0 && !prefetch.isReady(); looks--) {
            Thread.onSpinWait();
        }
        Event.Deliver delivery = prefetch.take();
        if (delivery == null) {
            hope.disappointed();
        } else {
            hope.fulfilled();
        }
        return delivery;
    }

    /** Lets nobody wait for a message any more, neither now nor later. */
    void hurry() {
        hurried = true;
        gate.wake();
    }

    /** Stops asking; what has come until then is still returned. */
    private Event.@Nullable Deliver takeLast() {
        if (closed.get()) {
            return null;
        }
        requireNotEnded();
        if (!prefetch.isOpen()) {
            return null;
        }
        prefetch.giveUp();
        return prefetch.take();
    }

    /** What a sleeping receiver has to get up for. */
    private boolean hasNews() {
        return prefetch.isReady() || closed.get() || hurried || ended != null || prefetch.needsAsking();
    }

    private void wake() {
        if (listener != null) {
            session.signal();
        } else {
            gate.wake();
        }
    }

    // --- listening ----------------------------------------------------------------------------------------------

    /** Has messages consumed as they come, or not any more when the listener is null. */
    public void listen(@Nullable DeliveryListener newListener) {
        requireOpen();
        requireNotEnded();
        if (newListener != null) {
            session.requireNotReserved();
        }
        session.countListener(newListener, listener);
        listener = newListener;
        prefetch.stir();
        session.signal();
    }

    boolean hasListener() {
        return listener != null;
    }

    /** Has the listener consume the next message. By the session's turn. */
    boolean deliverOne() {
        DeliveryListener current = listener;
        Event.Deliver delivery = current == null ? null : prefetch.take();
        if (current == null || delivery == null) {
            return false;
        }
        session.consumption().deliver(this, delivery, current);
        return true;
    }

    /** True when the turn has something to do here. */
    boolean hasWork() {
        return listener != null && (prefetch.isReady() || prefetch.needsAsking());
    }

    void askForListener() {
        if (listener != null) {
            prefetch.ask();
        }
    }

    void idleForListener() {
        if (listener != null) {
            prefetch.idle();
            prefetch.announceSleep();
        }
    }

    // --- life ---------------------------------------------------------------------------------------------------

    /**
     * Closes the consumer: a receiver gets null, a running listener finishes first unless it is the one that calls.
     * What was consumed stays to be acknowledged. A second call only waits as the first does.
     */
    public void close() {
        boolean first = beginClose();
        awaitClosable();
        if (first) {
            finishClose();
        }
    }

    boolean beginClose() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        prefetch.shut();
        gate.wake();
        return true;
    }

    void awaitClosable() {
        gate.awaitFree();
        if (!session.isTurn() && !session.isInsideCallback()) {
            session.awaitQuiet(this);
        }
    }

    void finishClose() {
        try {
            if (ended == null) {
                session.consumption().flushLazy();
                List<Event.Deliver> unseen = prefetch.drain();
                connection.call(new CloseConsumer(number, Settlements.of(Outcome.RELEASED, unseen, null)));
            }
        } finally {
            finished = true;
            connection.removeConsumer(number);
            session.countListener(null, listener);
            session.forget(this);
        }
    }

    /** Lets messages through. */
    void start() {
        if (closed.get() || ended != null) {
            return;
        }
        prefetch.open();
        gate.wake();
        session.signal();
    }

    Prefetch prefetch() {
        return prefetch;
    }

    /** Looks again for messages, after credit was revoked. */
    void resume() {
        wake();
    }

    boolean isReceiving() {
        return gate.isTaken();
    }

    boolean isEnded() {
        return ended != null;
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Refuses a closed consumer; one that its session is closing still serves whatever the session waits for. */
    public void requireOpen() {
        if (closed.get() && (finished || !session.isAwaitedByClose())) {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE, "The consumer is closed; create a new one.");
        }
    }

    private void requireNotEnded() {
        ProviderException reason = ended;
        if (reason != null) {
            throw new ProviderException(reason.code(), String.valueOf(reason.getMessage()), reason);
        }
    }

    private void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            prefetch.giveUp();
            throw new ProviderException(
                    ErrorCode.TIMEOUT, "The thread was interrupted while it waited for a message.");
        }
    }
}
