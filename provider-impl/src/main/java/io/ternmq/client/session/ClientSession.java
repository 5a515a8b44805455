// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.client.Answer;
import io.ternmq.client.ClientConnection;
import io.ternmq.client.WaitingRoom;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session: one thread's view of a connection. Owner: that thread, or the session's turn while a listener runs; only
 * {@link #close()} and what {@link ClientSessions} calls may come from others. A second thread that sends while the
 * first one sends, or receives while the first one commits, is refused.
 */
public final class ClientSession {

    private enum State {
        OPEN, CLOSING, CLOSED
    }

    private final ClientConnection connection;
    private final AcknowledgeMode mode;
    private final Consumer<ProviderException> trouble;
    private final List<ClientConsumer> consumers = new CopyOnWriteArrayList<>();
    private final AtomicInteger listeners = new AtomicInteger();
    private final WaitingRoom waiting;
    private final Completions completions;
    private final Dispatcher dispatcher;
    private final Consumption consumption;
    private final Lane sending = new Lane();
    private final AtomicReference<@Nullable Thread> server = new AtomicReference<>();
    private final @Nullable LocalTransaction transaction;
    private final @Nullable Branches branches;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final Object lifecycle = new Object();
    private volatile boolean started;
    private boolean hurried;
    private volatile boolean reserved;

    /**
     * A session that is not started.
     *
     * @param mode    how consumption is acknowledged, outside of branches
     * @param inBranches whether the session can work in branches of distributed transactions
     * @param trouble hears, on the link's thread, when a consumer with a listener ends though its connection stands
     */
    ClientSession(
            ClientConnection connection,
            AcknowledgeMode mode,
            boolean inBranches,
            Consumer<ProviderException> trouble) {
        this.connection = connection;
        this.mode = mode;
        this.trouble = trouble;
        this.waiting = new WaitingRoom(connection.time());
        this.completions = new Completions(connection.executor(), waiting);
        this.dispatcher = new Dispatcher(connection, completions, consumers, waiting);
        this.consumption = new Consumption(connection, mode, consumers);
        this.transaction = mode == AcknowledgeMode.TRANSACTED
                ? new LocalTransaction(connection, consumption, consumers)
                : null;
        this.branches = inBranches ? new Branches(connection, this) : null;
    }

    /**
     * The branches that the session works in.
     *
     * @throws ProviderException when it is a session without
     */
    public Branches branches() {
        if (branches == null) {
            throw illegal("The session takes no part in distributed transactions.");
        }
        return branches;
    }

    /** How consumption is acknowledged. */
    public AcknowledgeMode mode() {
        return mode;
    }

    // --- sending ------------------------------------------------------------------------------------------------

    /**
     * Sends a message and returns when it is safe; the bytes of a large body are read and sent ahead.
     *
     * @return where it is in the stream behind its topic, or null when it is in none, or will be with a commit
     */
    public Reply.@Nullable Appended send(FrozenMessage message) {
        requireOpen();
        enterSending();
        try {
            FrozenMessage ready = BodyUpload.ahead(connection, message);
            try {
                Reply reply = connection.call(new Send(ready, transactionForSend()));
                return reply instanceof Reply.Appended place ? place : null;
            } catch (ProviderException e) {
                BodyUpload.drop(connection, ready);
                throw e;
            }
        } finally {
            leaveSending();
        }
    }

    /**
     * Sends a message and returns at once; but the bytes of a large body are read, sent ahead and safe when it returns.
     *
     * @param message  the message
     * @param producer who sends, see {@link #awaitSends}
     * @param callback called when the message is safe or refused, never before this method has returned on this thread
     */
    public void sendAsync(FrozenMessage message, Object producer, SendCallback callback) {
        requireOpen();
        enterSending();
        try {
            FrozenMessage ready = BodyUpload.ahead(connection, message);
            Send request = new Send(ready, transactionForSend());
            SendCallback told = ready == message ? callback : BodyUpload.dropping(connection, ready, callback);
            PendingSend send = new PendingSend(producer, told, this::sendAnswered);
            completions.add(send);
            connection.requestSoon(request, send);
        } finally {
            leaveSending();
        }
    }

    private long transactionForSend() {
        if (transaction != null) {
            return transaction.forSend();
        }
        return branches == null ? 0 : branches.activeNumber();
    }

    /**
     * A listener or callback waits for its turn to send: it may have been called before the send that led to it has
     * returned on the session's thread.
     */
    private void enterSending() {
        if (isTurn() || completions.isCurrentThread()) {
            waiting.await(sending::tryEnter);
        } else {
            sending.enter();
        }
    }

    private void leaveSending() {
        sending.leave();
        waiting.wake();
    }

    /** Waits until no asynchronous send of a producer is under way; refused to the producer's own callbacks. */
    public void awaitSends(Object producer) {
        if (completions.isCurrentThreadFor(producer)) {
            throw fromCallback("close its own producer");
        }
        if (!completions.isCurrentThread()) {
            awaitCompletions();
        }
    }

    // --- consuming ----------------------------------------------------------------------------------------------

    /** Opens a consumer; a started session lets messages through at once. */
    public ClientConsumer openConsumer(Source source, @Nullable String selector) {
        requireOpen();
        ClientConsumer consumer = new ClientConsumer(this, connection, waiting);
        consumer.openAt(source, selector);
        synchronized (lifecycle) {
            consumers.forEach(consumer::meet);
            consumers.add(consumer);
            if (started) {
                consumer.start();
            }
            if (hurried) {
                consumer.hurry();
            }
        }
        if (!isUsable()) {
            consumer.close();
            throw illegal("The session was closed while it opened a consumer.");
        }
        return consumer;
    }

    /** Acknowledges everything that was consumed, where that is for the program to do. */
    public void acknowledge() {
        requireOpen();
        consumption.acknowledgeAll();
    }

    /** Acknowledges one message, where that is for the program to do. */
    public void acknowledge(Event.Deliver delivery) {
        requireOpen();
        consumption.acknowledge(delivery);
    }

    /** Begins again with the oldest message that was consumed and not acknowledged. */
    public void recover() {
        requireOpen();
        if (transaction != null || branches != null) {
            throw illegal("A transacted session has no recover(); rollback() does it.");
        }
        requireNotReceiving();
        consumption.recover();
    }

    /** Commits the local transaction and begins the next. */
    public void commit() {
        LocalTransaction open = endingTransaction("commit");
        try {
            open.commit();
        } finally {
            leaveSending();
        }
    }

    /** Rolls the local transaction back and begins the next. */
    public void rollback() {
        LocalTransaction open = endingTransaction("rollback");
        try {
            open.rollback();
        } finally {
            leaveSending();
        }
    }

    private LocalTransaction endingTransaction(String verb) {
        requireOpen();
        if (branches != null) {
            throw new ProviderException(
                    ErrorCode.TRANSACTION_IN_PROGRESS,
                    "A transaction manager ends the transactions of this session, not " + verb + "().");
        }
        if (transaction == null) {
            throw illegal("The session is not transacted; " + verb + "() needs one that is.");
        }
        if (completions.isCurrentThread()) {
            throw fromCallback(verb);
        }
        requireNotReceiving();
        awaitCompletions();
        sending.enter();
        return transaction;
    }

    /**
     * Has a listener consume a message that a consumer of another session of this connection handed on, in the way of
     * this session's mode. On the calling thread, which is the session's until this returns.
     *
     * @return false when the session is stopped: then nothing was done
     */
    public boolean serve(Event.Deliver delivery, DeliveryListener listener) {
        requireOpen();
        if (!server.compareAndSet(null, Thread.currentThread())) {
            throw illegal("The session is running on thread " + server.get() + '.');
        }
        try {
            boolean letThrough = started;
            if (letThrough) {
                consumption.serve(delivery, listener);
            }
            return letThrough;
        } finally {
            server.set(null);
            waiting.wake();
        }
    }

    /** Gives back messages that were handed on and not served. */
    public void giveBack(List<Event.Deliver> unserved) {
        if (!unserved.isEmpty() && connection.lost() == null) {
            connection.post(new Settle(Settlements.of(Outcome.RELEASED, unserved, null)));
        }
    }

    /** Keeps the session for messages that are handed on, or ends that; meanwhile nothing is received otherwise. */
    public void reserve(boolean forServing) {
        requireOpen();
        if (forServing && listeners.get() > 0) {
            throw illegal("A consumer of the session has a message listener; take that away first.");
        }
        reserved = forServing;
    }

    // --- life ---------------------------------------------------------------------------------------------------

    /**
     * Closes the session: receivers get null, a running listener finishes, callbacks of asynchronous sends are waited
     * for, and what was not acknowledged goes back. Any thread may call, except from a listener or callback of this
     * session. A second call waits for the first and does nothing.
     */
    public void close() {
        if (state.get() == State.CLOSED) {
            return;
        }
        if (isTurn() || completions.isCurrentThread()) {
            throw fromCallback("close its own session");
        }
        if (state.compareAndSet(State.OPEN, State.CLOSING)) {
            try {
                closeInOrder();
            } finally {
                state.set(State.CLOSED);
                waiting.wake();
            }
        } else {
            waiting.await(() -> state.get() == State.CLOSED);
        }
    }

    /** True once closed. */
    public boolean isClosed() {
        return state.get() == State.CLOSED;
    }

    private void closeInOrder() {
        List<ClientConsumer> closing = new ArrayList<>();
        do {
            consumers.stream().filter(ClientConsumer::beginClose).forEach(closing::add);
            closing.forEach(ClientConsumer::awaitClosable);
            awaitServed();
            completions.awaitNone();
        } while (!consumers.stream().allMatch(ClientConsumer::isClosed)); // what was waited for may have opened some
        try {
            if (connection.lost() == null) {
                giveBackAll(closing);
            }
        } finally {
            finishAll(closing);
        }
    }

    private static void finishAll(List<ClientConsumer> closing) {
        ProviderException failure = null;
        for (ClientConsumer consumer : closing) {
            try {
                consumer.finishClose();
            } catch (ProviderException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void giveBackAll(List<ClientConsumer> closing) {
        consumption.flushLazy();
        if (branches != null) {
            branches.leaveToManager();
        }
        List<Event.Deliver> unseen = new ArrayList<>();
        closing.forEach(consumer -> unseen.addAll(consumer.prefetch().drain()));
        if (transaction != null) {
            transaction.end(unseen);
            return;
        }
        List<Settlement> settlements = Settlements.of(Outcome.FAILED, consumption.takeKept(), consumption.failure());
        settlements.addAll(Settlements.of(Outcome.RELEASED, unseen, null));
        if (!settlements.isEmpty()) {
            connection.call(new Settle(settlements));
        }
    }

    void start() {
        synchronized (lifecycle) {
            started = true;
            consumers.forEach(ClientConsumer::start);
        }
    }

    /** Lets nobody wait for a message any more, not even a listener that another session waits for. */
    void hurry() {
        synchronized (lifecycle) {
            hurried = true;
            consumers.forEach(ClientConsumer::hurry);
        }
    }

    /** First step of stopping: no listener is called any more, and none runs; the others still have full service. */
    void quieten() {
        List<ClientConsumer> listening = consumers.stream().filter(ClientConsumer::hasListener).toList();
        listening.forEach(consumer -> consumer.prefetch().shut());
        listening.forEach(dispatcher::awaitQuiet);
        awaitServed();
    }

    private void awaitServed() {
        waiting.await(() -> server.get() == null);
    }

    /** Second step: nothing is received any more, and nothing is held back from others. */
    void pause() {
        synchronized (lifecycle) {
            started = false;
            consumers.forEach(consumer -> consumer.prefetch().shut());
        }
        awaitServed();
        List<ClientConsumer> pausing = consumers.stream().filter(consumer -> !consumer.isEnded()).toList();
        List<Answer> answers = pausing.stream().map(consumer -> consumer.prefetch().revoke()).toList();
        for (int i = 0; i < answers.size(); i++) {
            Prefetch prefetch = pausing.get(i).prefetch();
            prefetch.awaitRevoked(answers.get(i));
            prefetch.release(prefetch.drain());
            pausing.get(i).resume();
        }
    }

    /** True inside a listener of this session, or in a callback that such a listener waits for. */
    boolean isInsideListener() {
        boolean waitedFor = completions.isCurrentThread() && dispatcher.isListening();
        return dispatcher.isInsideListener() || isServing() || waitedFor;
    }

    /** True inside a callback of an asynchronous send of this session. */
    boolean isInsideCallback() {
        return completions.isCurrentThread();
    }

    // --- for the consumers --------------------------------------------------------------------------------------

    Consumption consumption() {
        return consumption;
    }

    /** True on the thread that runs the session's turn, or a listener for a message that was handed on. */
    boolean isTurn() {
        return dispatcher.isCurrentThread() || isServing();
    }

    private boolean isServing() {
        return server.get() == Thread.currentThread();
    }

    void signal() {
        dispatcher.signal();
    }

    /** True while some listener of this session is busy. */
    boolean isListening() {
        return dispatcher.isListening();
    }

    void awaitQuiet(ClientConsumer consumer) {
        dispatcher.awaitQuiet(consumer);
    }

    void forget(ClientConsumer consumer) {
        consumers.remove(consumer);
    }

    void countListener(@Nullable DeliveryListener next, @Nullable DeliveryListener before) {
        listeners.addAndGet((next == null ? 0 : 1) - (before == null ? 0 : 1));
    }

    void consumerEnded(boolean listening, ProviderException reason) {
        waiting.wake();
        if (listening && connection.lost() == null) {
            trouble.accept(reason);
        }
    }

    void requireReceiving() {
        requireOpen();
        if (listeners.get() > 0 || reserved) {
            throw illegal("The session has a message listener; receive() needs a session without one.");
        }
    }

    void requireNotReserved() {
        if (reserved) {
            throw illegal("The session has a message listener of its own; its consumers cannot have any.");
        }
    }

    /** Refuses unless the session is open, or closing and called from what is being waited for. */
    public void requireOpen() {
        if (!isUsable()) {
            throw illegal("The session is closed; create a new one.");
        }
    }

    private boolean isUsable() {
        return state.get() == State.OPEN || isAwaitedByClose();
    }

    /** True in a listener or callback that {@link #close()} waits for. */
    boolean isAwaitedByClose() {
        return state.get() == State.CLOSING && (isTurn() || completions.isCurrentThread());
    }

    private void requireNotReceiving() {
        for (ClientConsumer consumer : consumers) {
            if (consumer.isReceiving()) {
                throw illegal("The session is receiving on another thread; a session serves one thread at a time.");
            }
        }
    }

    private void sendAnswered() {
        dispatcher.signal();
        completions.onAnswer();
    }

    /**
     * Gives deliveries back as failed, together with everything that arrived behind them and nobody has seen; that is
     * left where it is while some thread is receiving it.
     *
     * @param cause what a listener has thrown, or null
     */
    List<Settlement> withdraw(List<Event.Deliver> failed, @Nullable String cause) {
        boolean busy = consumers.stream().anyMatch(ClientConsumer::isReceiving) || (isListening() && !isTurn());
        return consumption.withdraw(busy ? List.of() : consumers, Outcome.FAILED, failed, cause);
    }

    /** After {@link #withdraw}. */
    void resumeConsumers() {
        consumers.forEach(ClientConsumer::resume);
    }

    void awaitCompletions() {
        if (completions.isCurrentThread()) {
            throw fromCallback("end its own transaction");
        }

        if (dispatcher.isCurrentThread()) {
            completions.awaitNoneInsideTurn();
        } else {
            completions.awaitNone();
        }
    }

    private static ProviderException fromCallback(String what) {
        return illegal("A listener or completion callback must not " + what + "; do that when it has returned.");
    }

    private static ProviderException illegal(String message) {
        return new ProviderException(ErrorCode.ILLEGAL_STATE, message);
    }
}
