// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.ManualTime;
import io.ternmq.broker.engine.Shard;
import io.ternmq.broker.session.BrokerService;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.StateImage;
import io.ternmq.common.Environment;
import io.ternmq.link.ReplyHandler;
import io.ternmq.message.Address;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.RollbackBranch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Core and model side by side. Each public method is one step: the model decides, the core does, both are compared,
 * what left the core is inspected.
 */
final class Simulation {

    /** One request on its way. */
    record Asked(SimClient client, Request request) {}

    private final Journal journal;
    private final ManualTime time = new ManualTime();
    private final Medium medium;
    private final Witness witness = new Witness();
    private final Gate gate = new Gate();
    private final TreeMap<Long, Model> snapshots = new TreeMap<>();
    private final List<SimClient> clients = new ArrayList<>();
    private final Map<Long, String> answers = new LinkedHashMap<>();
    private final List<Outgoing> outgoing = new ArrayList<>();
    private Model model = new Model(Settings::of);
    private Desk desk = new Desk(model);
    private HeldLog log;
    private BrokerState core;
    private Observer observer;
    private Shard shard;
    private BrokerService service;
    private long connections;
    private long requests;
    private long steps;
    private @Nullable Throwable failure;

    Simulation(Journal journal, Medium medium) {
        this.journal = journal;
        this.medium = medium;
        start();
    }

    private void start() {
        model.now = time.millis();
        model.tick();
        log = medium.open();
        model.paging = log.isOutsideHeap();
        core = new BrokerState(Settings.BROKER, Settings.PATTERNS, Settings.PAGING);
        observer = new Observer(core, model);
        shard = new Shard(core, log, new Environment(time, task -> {
            throw new AssertionError("One thread is never relieved");
        }), "sim", cause -> failure = cause);
        service = new BrokerService(shard, () -> {});
        connections = 0;
        outgoing.addAll(observer.observeRestart());
        endStep(log.appended());
    }

    // ---- what the load looks at

    ManualTime time() {
        return time;
    }

    HeldLog log() {
        return log;
    }

    List<SimClient> clients() {
        return clients;
    }

    Model model() {
        return model;
    }

    BrokerState core() {
        return core;
    }

    Gate gate() {
        return gate;
    }

    // ---- steps

    /** A new connection; it is there even if it will be refused. */
    SimClient connect(@Nullable String clientId) {
        SimClient client = new SimClient(this, ++connections);
        client.joined(service.accept(client));
        clients.add(client);
        ask(client, new Connect(clientId, null, null));
        return client;
    }

    /** A request in a turn of its own. */
    void ask(SimClient client, Request request) {
        journal.note(() -> client + ": " + Texts.of(request));
        step(() -> {
            long number = decide(client, request, true);
            client.peer().onRequest(request, handler(client, number));
            compare(client, request, number);
        });
    }

    /** A request that wants no answer and waits for the flush that follows. */
    void askLazily(SimClient client, Request request) {
        journal.note(() -> client + " lazily: " + Texts.of(request));
        step(() -> {
            long number = decide(client, request, false);
            client.peer().onLazyRequest(request);
            client.peer().onFlush();
            compare(client, request, number);
        });
    }

    /** Several requests in one turn, and so in one batch. */
    void askTogether(List<Asked> several) {
        several.forEach(asked -> journal.note(() -> "together, " + asked.client() + ": " + Texts.of(asked.request())));
        step(() -> inTurn(() -> several.forEach(this::post)));
    }

    /** Inside the turn everything is only queued: the model decides just before the core does. */
    private void post(Asked asked) {
        long[] number = new long[1];
        SimClient client = asked.client();
        HeldLog mine = log;
        inTurn(() -> number[0] = decide(client, asked.request(), true));
        client.peer().onRequest(asked.request(), reply -> onReply(client, number[0], reply, mine));
        inTurn(() -> compare(client, asked.request(), number[0]));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what goes wrong is kept aside, since the answer may be held back
    private void inTurn(Runnable action) {
        shard.query(inside -> guarded(action));
    }

    /** The client is gone without a word. */
    void lose(SimClient client) {
        journal.note(() -> client + ": lost");
        step(() -> {
            Disconnect disconnect = new Disconnect();
            long number = decide(client, disconnect, false);
            client.peer().onLost();
            compare(client, disconnect, number);
        });
    }

    /** The clock goes on, but the timer is late. */
    void skip(long millis) {
        journal.note(() -> "clock + " + millis + " ms");
        time.skip(millis);
    }

    /** An alarm rings; false when none is due. */
    boolean ring() {
        if (time.nextAlarm() > time.millis()) {
            return false;
        }
        journal.note(() -> "alarm");
        step(() -> {
            model.tick();
            time.ring();
            compare();
        });
        return true;
    }

    /** The clock goes on and alarms ring in time. */
    void advance(long millis) {
        long end = time.millis() + millis;
        while (time.nextAlarm() <= end) {
            skip(Math.max(0, time.nextAlarm() - time.millis()));
            ring();
        }
        skip(end - time.millis());
    }

    /** The store makes a number of batches durable. */
    void complete(int count) {
        journal.note(() -> "store completes " + count);
        step(() -> log.complete(count));
    }

    void hold(boolean hold) {
        journal.note(() -> hold ? "store holds back" : "store is quick");
        log.hold(hold);
        if (!hold) {
            complete(Integer.MAX_VALUE);
        }
    }

    void checkpoint() {
        journal.note(() -> "checkpoint");
        log.checkpoint(log.appended(), StateImage.of(core));
        if (log.isDead()) {
            crash(0);
        }
    }

    /** The process ends and the next one begins on what has survived. */
    void crash(int granted) {
        long survived = log.crash(granted);
        long lost = log.appended() - survived;
        journal.note(() -> "crash, " + lost + " batches are lost");
        shard.abandon("crash");
        time.forgetAlarms();
        gate.forget();
        witness.onCrash();
        clients.clear();
        model = snapshots.get(survived);
        assertThat(model).as("a snapshot at %d", survived).isNotNull();
        snapshots.clear();
        desk = new Desk(model);
        start();
    }

    // ---- what the steps are made of

    private void step(Runnable action) {
        long before = log.appended();
        steps++;
        model.now = time.millis();
        action.run();
        if (failure != null) {
            throw new AssertionError(String.valueOf(failure.getMessage()), failure);
        }
        assertThat(log.appended() - before).as("batches of one turn").isLessThanOrEqualTo(1);
        endStep(before);
    }

    private void endStep(long before) {
        gate.decided(answers, outgoing, log.appended(), steps);
        gate.decidedRecalls(observer.takeRecalled(), log.appended());
        answers.clear();
        outgoing.clear();
        gate.inspect().forEach(this::onArrival);
        gate.takeCarriedOut().forEach(witness::onCarriedOut);
        for (Gate.Recalled recall : gate.takeRecalls()) {
            clients.stream()
                    .filter(client -> client.connection == recall.connection())
                    .forEach(client -> client.recalled.add(recall.handle()));
        }
        if (log.held() == 0) {
            gate.nothingIsHeldBack();
        }
        assertThat(time.nextAlarm()).as("next alarm").isLessThanOrEqualTo(model.nextMoment());
        snapshots.put(log.appended(), model.survivor());
        snapshots.headMap(Math.min(before, log.completed())).clear();
    }

    private long decide(SimClient client, Request request, boolean wantsAnswer) {
        long number = ++requests;
        if (wantsAnswer) {
            gate.asked(number);
        }
        String answer = desk.handle(client.connection, request, number);
        if (answer == null || !answer.startsWith("REFUSED") || request instanceof RollbackBranch) {
            witness.onAsked(number, request, answer, client.visible);
            client.visible.removeIf(visible -> Texts.settles(request, visible));
        }
        if (answer != null && wantsAnswer) {
            answers.put(number, answer);
        }
        return number;
    }

    private void compare(SimClient client, Request request, long number) {
        if (Desk.CREATED.equals(answers.get(number))) {
            Address address = observer.meetTemporary(client.connection);
            client.temporaries.add(address);
            answers.put(number, Desk.CREATED + " " + address);
        }
        if (request instanceof Disconnect || !model.peers.containsKey(client.connection)) {
            clients.remove(client);
        }
        compare();
    }

    private void compare() {
        outgoing.addAll(observer.observe());
        answers.putAll(model.answers);
        model.answers.clear();
    }

    private boolean guarded(Runnable action) {
        try {
            if (failure == null) {
                action.run();
            }
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
        return true;
    }

    private ReplyHandler handler(SimClient client, long number) {
        HeldLog mine = log;
        return reply -> onReply(client, number, reply, mine);
    }

    private void onReply(SimClient client, long number, Reply reply, HeldLog mine) {
        assertThat(mine).as("an answer after the crash").isSameAs(log);
        gate.onReply(client.connection, number, reply, log.completed());
    }

    void onEvent(SimClient client, Event event) {
        gate.onEvent(client.connection, event, log.completed());
    }

    private void onArrival(Outgoing decided, Event.Deliver event) {
        SimClient.Visible visible = new SimClient.Visible(
                event.consumer(), event.delivery(), event.attempt(), event.message().id(), decided.taker.place.label);
        witness.onDelivered(visible);
        boolean isSettled = decided.held.holder != decided.taker; // by a guess, while the delivery was on its way
        for (SimClient client : clients) {
            if (client.connection == decided.taker.connection && !isSettled) {
                client.visible.add(visible);
            }
        }
    }
}
