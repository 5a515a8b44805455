// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.broker.Appended;
import io.ternmq.broker.Decision;
import io.ternmq.broker.Fact;
import io.ternmq.broker.Outlet;
import io.ternmq.broker.PartStored;
import io.ternmq.broker.Routed;
import io.ternmq.broker.StoredMessage;
import io.ternmq.broker.TimePassed;
import io.ternmq.broker.handler.Administration;
import io.ternmq.broker.handler.Asking;
import io.ternmq.broker.handler.ConnectDecision;
import io.ternmq.broker.handler.Handlers;
import io.ternmq.broker.handler.ScheduleRuns;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.schedule.Schedule;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.common.Environment;
import io.ternmq.common.IoThread;
import io.ternmq.common.Log;
import io.ternmq.common.SerialContext;
import io.ternmq.common.TimeSource;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Send;
import io.ternmq.store.RecordLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The serialised context that owns the state of a broker: whoever posts a command drains the queue if nobody else does.
 *
 * <pre>
 *   RUNNING -- stop, or a failure of the store or of the core --> STOPPED (commands are refused)
 * </pre>
 */
public final class Shard implements SerialContext.Turn<Command> {

    private static final Log LOG = Log.of(Shard.class);
    private static final int LONGEST_TURN = 64;
    private static final int SPINS = 100;
    private static final long PAUSE_NANOS = 20_000;

    private final BrokerState state;
    private final Handlers handlers;
    private final ConnectDecision connecting;
    private final Recorder recorder;
    private final Dispatcher dispatcher;
    private final WaitingSends waitingSends = new WaitingSends();
    private final Waiters waiters;
    private final Journal journal;
    private final Alarms alarms;
    private final Environment environment;
    private final SerialContext<Command> context;
    private final FailureListener failureListener;
    private final Decision decision = new Decision();

    /** Posted from inside a turn while the queue was full. */
    private final Deque<Command> inside = new ArrayDeque<>();

    private final boolean isOutsideHeap;
    private long nowMillis;
    private long checkpointDueMillis = Schedule.NEVER;
    private long positionWhenPlanned;

    private final AtomicReference<Reply.@Nullable Refused> stopped = new AtomicReference<>();

    /**
     * Makes a shard over a store and brings its state to where the store says it was.
     *
     * @param state       an empty state
     * @param log         the store, just opened
     * @param environment clock and executor
     * @param identity    begins the name of every connection; never the same for two starts of any broker
     * @param onFailure   told once when the shard stops because something failed
     */
    public Shard(
            BrokerState state,
            RecordLog<Fact> log,
            Environment environment,
            String identity,
            FailureListener onFailure) {
        this.state = state;
        this.environment = environment;
        this.failureListener = onFailure;
        ScheduleRuns runs = new ScheduleRuns(state, identity, environment.time().millis());
        this.handlers = new Handlers(state, identity, runs);
        this.connecting = new ConnectDecision(state, identity);
        StoredMessage.Source source = ref -> message(log.read(ref));
        this.isOutsideHeap = log.isOutsideHeap();
        if (isOutsideHeap) {
            state.readFrom(source);
        }
        state.bodies().readFrom(ref -> part(log.read(ref)));
        state.askForRoom(log::hasRoom);
        this.recorder = new Recorder(state, isOutsideHeap ? source : null);
        this.dispatcher = new Dispatcher(state, recorder, runs);
        this.waiters = new Waiters(state, waitingSends);
        this.context = new SerialContext<>(
                state.policy().commandQueueCapacity(), LONGEST_TURN, this, environment.executor(), this::fail);
        this.journal = new Journal(log, state, recorder, environment.time(), this::fail);
        this.alarms = new Alarms(environment.time(), () -> post(new TickCommand()));
        journal.recover();
        dispatcher.followSettings();
        post(new TickCommand());
    }

    /** What a reference of the core leads to is a fact that brought a message. */
    private static FrozenMessage message(Fact stored) {
        if (stored instanceof Routed routed) {
            return routed.message().load();
        }
        if (stored instanceof Appended appended) {
            return appended.routed().message().load();
        }
        throw new ProviderException(
                ErrorCode.STORE_FAILED, "The store holds something else where a message should be: " + stored);
    }

    private static Bytes part(Fact stored) {
        if (stored instanceof PartStored part) {
            return part.bytes();
        }
        throw new ProviderException(
                ErrorCode.STORE_FAILED, "The store holds something else where a part should be: " + stored);
    }

    /** Told when the broker has stopped because something failed. */
    @FunctionalInterface
    public interface FailureListener {

        /** Called once, on any thread, perhaps inside the shard; must not block. */
        void onFailure(ProviderException cause);
    }

    /**
     * Posts a command; it has usually been carried out when the method returns, unless another thread is at it.
     * Callable from any thread. When too many commands wait, the caller is held back.
     */
    public void post(Command command) {
        if (!context.post(command)) {
            onFull(command);
        }
    }

    /** Posts a command that may wait for the next {@link #post} of anybody or for {@link #flush}. */
    public void postLazily(Command command) {
        if (!context.postLazily(command)) {
            onFull(command);
        }
    }

    /** The queue is full: the poster is held back while another thread drains. */
    private void onFull(Command command) {
        if (context.isCurrentThread()) {
            inside.add(command);
            return;
        }
        for (int tries = 1; !context.post(command); tries++) {
            if (tries < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
    }

    /** Carries out what waits. */
    public void flush() {
        context.flush();
    }

    /** Asks something of the state; the answer includes everything that was posted before. */
    public <T> CompletableFuture<T> query(Function<? super BrokerState, ? extends T> question) {
        QueryCommand<T> command = new QueryCommand<>(question);
        post(command);
        return command.result();
    }

    /** The figures of this moment. */
    public CompletableFuture<BrokerStatistics> statistics() {
        return query(any -> Pictures.statistics(
                state,
                environment.time().millis(),
                new Pictures.Vitals(refusedCommands(), waitingSends.size(), journal.latency())));
    }

    /** Has something done for whoever runs the broker; the result comes when it is durable. */
    public <T> CompletableFuture<T> administer(BiFunction<Administration, Decision, T> wish) {
        AdministerCommand<T> command = new AdministerCommand<>(wish);
        post(command);
        return command.result();
    }

    /** The clock that the state goes by. */
    public TimeSource time() {
        return environment.time();
    }

    /** Whether nothing waits to be carried out or to become durable. */
    public boolean isIdle() {
        return context.isIdle() && journal.isIdle();
    }

    /** How often a caller was held back because too many commands waited. */
    public long refusedCommands() {
        return context.refused();
    }

    /**
     * Refuses every further command; those that came before are carried out and answered.
     *
     * @param reason what later callers are told
     */
    public CompletableFuture<Boolean> stop(String reason) {
        Reply.Refused refusal = new Reply.Refused(ErrorCode.CONNECTION_LOST, reason);
        return query(anything -> {
            boolean first = stopped.compareAndSet(null, refusal);
            alarms.cancel();
            waiters.refuseAll(refusal, journal.effects());
            checkpoint();
            return first;
        });
    }

    /** A checkpoint, so that the next start has little to replay; in memory nothing is gained by it. */
    private void checkpoint() {
        checkpointDueMillis = Schedule.NEVER;
        if (isOutsideHeap && !journal.isCovered()) {
            journal.flush();
            journal.checkpoint();
        }
    }

    /** Refuses every further command from this moment on, as if the broker had crashed; nothing is waited for. */
    public void abandon(String reason) {
        stopped.compareAndSet(null, new Reply.Refused(ErrorCode.CONNECTION_LOST, reason));
    }

    @Override
    public void begin() {
        nowMillis = environment.time().millis();
    }

    @Override
    public void handle(Command command) {
        Reply.Refused why = stopped.get();
        if (why != null && !(command instanceof QueryCommand<?>)) {
            journal.effects().answer(command, why);
            return;
        }
        if (state.duplicates().isBehind(nowMillis)) {
            recorder.record(new TimePassed(nowMillis));
        }
        command.run(this);
        settleDown();
        journal.sweep();
        journal.flushIfLarge();
    }

    @Override
    public void end() {
        Reply.Refused why = stopped.get();
        if (why != null && why.code() != ErrorCode.CONNECTION_LOST) {
            waiters.refuseAll(why, journal.effects());
            for (Command next = inside.poll(); next != null; next = inside.poll()) {
                journal.effects().answer(next, why);
            }
            journal.abandon(why);
            return;
        }
        journal.flush();
        for (Command next = inside.poll(); next != null; next = inside.poll()) {
            handle(next);
            journal.flush();
        }
        if (why == null) {
            journal.checkpointIfMuchWasFreed();
            planCheckpoint();
            alarms.set(nextMillis());
        }
    }

    private long nextMillis() {
        long ofState = Math.min(state.schedule().nextMillis(), state.deadlines().nextMillis());
        long ofEngine = Math.min(checkpointDueMillis, waitingSends.nextMillis());
        return Math.min(Math.min(ofState, ofEngine), state.runs().nextMillis());
    }

    @Override
    public void left() {
        if (!(Thread.currentThread() instanceof IoThread thread)) {
            journal.write();
        } else if (!journal.isIdle()) {
            thread.forBlockingWork().execute(this::write);
        }
    }

    /** The exit for what the store throws on a thread that is not the shard's. */
    private void write() {
        try {
            journal.write();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** A while after the first batch that no checkpoint covers; checked again then. */
    private void planCheckpoint() {
        if (isOutsideHeap && !journal.isCovered() && checkpointDueMillis == Schedule.NEVER) {
            checkpointDueMillis = nowMillis + state.policy().checkpointIdleMillis();
            positionWhenPlanned = journal.position();
        }
    }

    BrokerState state() {
        assert context.isCurrentThread() : "outside the shard";
        return state;
    }

    void answer(Command command, Reply reply) {
        journal.effects().answer(command, reply);
    }

    void connect(ConnectCommand command, Connect request, Outlet outlet) {
        decide(command, () -> connecting.decide(request, command.connection(), outlet, nowMillis, decision));
    }

    void administer(Command command, BiConsumer<Administration, Decision> wish) {
        decide(command, () -> wish.accept(new Administration(state, nowMillis), decision));
    }

    void tick() {
        alarms.cancel();
        dispatcher.passTime(nowMillis);
        if (checkpointDueMillis <= nowMillis) {
            checkpointIfIdle();
        }
        waiters.refuseOverdue(nowMillis, journal.effects(), this::retry);
    }

    /** The time has come, unless something was appended since it was set: then it begins anew. */
    private void checkpointIfIdle() {
        if (journal.position() == positionWhenPlanned) {
            checkpoint();
        } else {
            checkpointDueMillis = Schedule.NEVER;
        }
    }

    /** Decides a request; one that finds no room waits, or stays waiting. */
    void decide(RequestCommand command, boolean isRetry) {
        ConnectionState connection = state.connection(command.connection());
        if (connection == null) {
            journal.effects().answer(command, notConnected());
            return;
        }
        refreshFor(command.request());
        Asking asking = new Asking(connection, nowMillis, isRetry);
        decide(command, () -> handlers.decide(command.request(), asking, decision));
        if (!waitingSends.isEmpty() && state.connection(command.connection()) == null) {
            waiters.refuseGone(command.connection(), notConnected(), journal.effects(), this::retry);
        }
    }

    /**
     * A message whose moment came after this turn had begun must not be put aside for that: later ones would pass it.
     */
    private void refreshFor(Request request) {
        if (request instanceof Send send && send.message().deliveryTimeMillis() > nowMillis) {
            nowMillis = Math.max(nowMillis, environment.time().millis());
        }
    }

    private void decide(Command command, Runnable handler) {
        decision.clear();
        try {
            handler.run();
        } catch (ProviderException e) {
            journal.effects().answer(command, new Reply.Refused(e.code(), String.valueOf(e.getMessage())));
            return;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A request could not be decided; nothing was changed", e);
            journal.effects().answer(command, new Reply.Refused(ErrorCode.INTERNAL, "Defect in the broker: " + e));
            return;
        }
        if (decision.isWaiting() && command instanceof RequestCommand waiting) {
            waiters.add(waiting, decision, nowMillis);
            return;
        }
        recorder.record(decision);
        Reply reply = decision.reply();
        if (reply != null) {
            journal.effects().answer(command, reply);
        }
    }

    /** Delivers wherever something changed and lets waiting senders in, until nothing changes any more. */
    private void settleDown() {
        List<Mailbox> touched = state.touched();
        do {
            while (!touched.isEmpty()) {
                Mailbox mailbox = touched.remove(touched.size() - 1);
                mailbox.untouch();
                settleDown(mailbox);
            }
            if (!waitingSends.isEmpty()) {
                waiters.retryStray(this::retry);
                waiters.retryForMemory(this::retry);
            }
        } while (!touched.isEmpty());
    }

    private void settleDown(Mailbox mailbox) {
        if (state.mailbox(mailbox.id()) == mailbox) {
            dispatcher.dispatch(mailbox, nowMillis, journal.effects());
            if (dispatcher.wantsToFeedOn(mailbox)) {
                post(new FeedCommand(mailbox));
            }
            if (mailbox.takeLookRequest()) {
                post(new LookCommand(mailbox));
            }
        }
        if (!waitingSends.isEmpty()) {
            waiters.retry(mailbox.id(), this::retry);
        }
    }

    private void retry(RequestCommand waiting) {
        decide(waiting, true);
    }

    /** Called on any thread. The turn that the last tick brings about tells those who wait for room. */
    private void fail(Throwable cause) {
        ProviderException failure = cause instanceof ProviderException coded
                ? coded
                : new ProviderException(ErrorCode.INTERNAL, "The broker stopped because of a defect: " + cause, cause);
        Reply.Refused refusal = new Reply.Refused(failure.code(), String.valueOf(failure.getMessage()));
        if (stopped.compareAndSet(null, refusal)) {
            LOG.log(System.Logger.Level.ERROR, "The broker has stopped; nothing more is acknowledged", cause);
            failureListener.onFailure(failure);
            post(new TickCommand());
        }
    }

    private static Reply.Refused notConnected() {
        return new Reply.Refused(ErrorCode.ILLEGAL_STATE, "The connection is not open");
    }
}
