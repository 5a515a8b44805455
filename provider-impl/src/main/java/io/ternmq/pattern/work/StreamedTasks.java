// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.work.TaskFunction;
import io.ternmq.api.pattern.work.TaskHandle;
import io.ternmq.api.pattern.work.TaskQueue;
import io.ternmq.api.pattern.work.TaskStep;
import io.ternmq.api.pattern.work.Worker;
import io.ternmq.pattern.Toolbox;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Tasks whose states are in a stream. Any thread. */
public final class StreamedTasks<A, R> implements TaskQueue<A, R> {

    private static final String WHAT = "A task";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

    private final Desk desk;
    private final TaskStates states;
    private final String queue;
    private final PayloadType<A> input;
    private final PayloadType<R> result;
    private final Duration expiry;
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();

    private StreamedTasks(
            Desk desk, String queue, PayloadType<A> input, PayloadType<R> result, Duration expiry) {
        this.desk = desk;
        this.states = new TaskStates(desk);
        this.queue = queue;
        this.input = input;
        this.result = result;
        this.expiry = expiry;
    }

    /** Opens tasks; refused over other providers. */
    public static <A, R> StreamedTasks<A, R> open(
            Toolbox tools, String queue, PayloadType<A> input, PayloadType<R> result, Duration expiry) {
        if (expiry.toMillis() < 1) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, "Tasks expire after 1 ms or more, not " + expiry);
        }
        StreamedTasks<A, R> tasks = new StreamedTasks<>(new Desk(tools), queue, input, result, expiry);
        tasks.states.prepare(queue, expiry);
        return tasks;
    }

    Desk desk() {
        return desk;
    }

    TaskStates states() {
        return states;
    }

    String queue() {
        return queue;
    }

    @Override
    public Duration expiry() {
        return expiry;
    }

    @Override
    public TaskHandle<R> submit(A body) {
        return submit(UUID.randomUUID().toString(), body);
    }

    @Override
    public TaskHandle<R> submit(String id, A body) {
        return chain(id, body, List.of());
    }

    @Override
    public TaskHandle<R> chain(String id, A body, List<TaskStep> then) {
        requireId(id);
        then.forEach(this::prepare);
        desk.with(WHAT, Session.SESSION_TRANSACTED, session -> {
            long now = desk.tools().time().millis();
            order(session, TaskOrder.of(id, now + expiry.toMillis(), List.copyOf(then)), body, now);
            for (TaskStep step : then) {
                states.put(session, step.queue(), TaskState.submitted(step.id(), now + expiry.toMillis()));
            }
            session.commit();
            return true;
        });
        return find(id);
    }

    @Override
    public List<TaskHandle<R>> chord(List<A> inputs, TaskStep last) {
        if (inputs.isEmpty()) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, "A chord has 1 task or more before its last one");
        }
        prepare(last);
        String chord = UUID.randomUUID().toString();
        return desk.with(WHAT, Session.SESSION_TRANSACTED, session -> {
            long now = desk.tools().time().millis();
            long expires = now + expiry.toMillis();
            List<TaskHandle<R>> handles = new ArrayList<>();
            new Chord(session, queue).begin(chord, inputs.size(), last, 2 * expiry.toMillis());
            states.put(session, last.queue(), TaskState.submitted(last.id(), expires));
            for (int i = 0; i < inputs.size(); i++) {
                String id = chord + '.' + i;
                order(session, new TaskOrder(id, expires, List.of(), chord, i), inputs.get(i), now);
                handles.add(find(id));
            }
            session.commit();
            return handles;
        });
    }

    private void order(Session session, TaskOrder order, A body, long now) throws JMSException {
        states.put(session, queue, TaskState.submitted(order.id(), order.expiresMillis()));
        order.send(session, queue, payload(session, body), now);
    }

    /** What a body is on its way. */
    private Payload payload(Session session, Object body) throws JMSException {
        Outgoing<?> message = Outgoing.to(Channel.queue(queue)).body(body);
        return desk.tools().forms()
                .read(desk.tools().forms().write(session, message), PayloadType.of(Payload.class))
                .body();
    }

    private void prepare(TaskStep step) {
        requireId(step.id());
        if (!step.queue().equals(queue)) {
            states.prepare(step.queue(), expiry);
        }
    }

    private static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "'" + id + "' is no identifier of a task: 1 to 200 letters, digits, and . _ : -");
        }
    }

    @Override
    public TaskHandle<R> find(String id) {
        requireId(id);
        return new StreamedTask<>(desk, states, queue, id, result);
    }

    @Override
    public Worker work(TaskFunction<? super A, ? extends R> function, int attempts, int concurrency) {
        desk.requireThreads(concurrency);
        if (attempts < 1) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, "A task has 1 attempt or more, not " + attempts);
        }
        TaskWorker worker = new TaskWorker(
                this,
                (session, order, run) -> payload(
                        session, function.run(desk.tools().forms().read(order, input).body(), run)),
                attempts,
                concurrency);
        Desk.ask(WHAT, () -> {
            worker.open();
            return true;
        });
        workers.add(worker);
        return worker;
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
        workers.clear();
        desk.tools().release(this);
    }
}
