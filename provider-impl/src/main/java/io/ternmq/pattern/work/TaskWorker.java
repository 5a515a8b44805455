// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.work.TaskFailedException;
import io.ternmq.api.pattern.work.TaskStatus;
import io.ternmq.api.pattern.work.TaskStep;
import io.ternmq.api.pattern.work.Worker;
import io.ternmq.common.Log;
import io.ternmq.pattern.Crew;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Workers;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Works on tasks, each in the transaction of its lane: taking the order, saying the end and ordering what follows are
 * one step. Any thread.
 */
final class TaskWorker implements Worker {

    private static final Log LOG = Log.of(TaskWorker.class);
    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    /** Reads an input, runs the function, writes the result. */
    @FunctionalInterface
    interface Program {

        Payload run(Session session, Message order, TaskRun run) throws Exception;
    }

    private final Toolbox tools;
    private final TaskStates states;
    private final String queue;
    private final Program program;
    private final int attempts;
    private final long expiryMillis;
    private final Crew crew;
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();

    TaskWorker(StreamedTasks<?, ?> tasks, Program program, int attempts, int concurrency) {
        this.tools = tasks.desk().tools();
        this.states = tasks.states();
        this.queue = tasks.queue();
        this.program = program;
        this.attempts = attempts;
        this.expiryMillis = tasks.expiry().toMillis();
        this.crew = new Crew(tools, "The worker on tasks of " + queue, concurrency, this::openLane);
    }

    void open() throws JMSException {
        crew.open();
    }

    private Workers.Lane openLane() throws JMSException {
        Session session = tools.session(Session.SESSION_TRANSACTED);
        try {
            return tools.workers().drive(
                    session, session.createConsumer(session.createQueue(queue)), order -> take(session, order));
        } catch (JMSException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void take(Session session, Message message) {
        try {
            TaskOrder order = TaskOrder.of(message);
            TaskState state = order == null ? null : states.find(queue, order.id());
            if (order == null || (state != null && state.status().isEnded())) {
                skip(session, order, state);
                return;
            }
            TaskState known = state == null ? TaskState.submitted(order.id(), order.expiresMillis()) : state;
            work(session, message, order, known);
        } catch (JMSException | RuntimeException e) {
            LOG.log(Level.WARNING, "A task of " + queue + " comes again", e);
            rollBack(session);
        }
    }

    /** What is no order, was cancelled, or has ended in a transaction of which only the answer was lost. */
    private void skip(Session session, @Nullable TaskOrder order, @Nullable TaskState state) throws JMSException {
        if (order != null && state != null && state.status() != TaskStatus.SUCCEEDED) {
            failRest(session, order, state.status().name(), "Task '" + order.id() + "' was not done");
        }
        session.commit();
    }

    private void work(Session session, Message message, TaskOrder order, TaskState state) throws JMSException {
        int attempt = message.getIntProperty(DELIVERY_COUNT);
        TaskRun run = new TaskRun(states, queue, state, attempt, tools.time());
        run.begin();
        try {
            Payload result = program.run(session, message, run);
            succeed(session, order, run, result);
        } catch (TaskFailedException e) {
            fail(session, order, run, e.code(), e.getMessage());
        } catch (JMSException e) {
            throw e;
        } catch (Exception e) {
            if (attempt < attempts) {
                LOG.log(Level.DEBUG, "Task " + order.id() + " of " + queue + " is tried again", e);
                session.rollback();
            } else {
                String code = e instanceof ProviderException known ? known.code().code() : e.getClass().getName();
                fail(session, order, run, code, e.getMessage());
            }
        }
    }

    private void succeed(Session session, TaskOrder order, TaskRun run, Payload result) throws JMSException {
        long now = tools.time().millis();
        if (run.isCancelledNow()) {
            failRest(session, order, TaskStatus.CANCELLED.name(), "Task '" + order.id() + "' was cancelled");
        } else {
            states.put(session, queue, run.state().succeeded(result));
            if (!order.then().isEmpty()) {
                submit(session, order.then().get(0), order.then().subList(1, order.then().size()), result, now);
            }
            close(session, order, result, null, now);
        }
        session.commit();
        done.increment();
    }

    private void submit(Session session, TaskStep step, List<TaskStep> then, Payload input, long now)
            throws JMSException {
        long expires = now + expiryMillis;
        states.put(session, step.queue(), TaskState.submitted(step.id(), expires));
        TaskOrder.of(step.id(), expires, then).send(session, step.queue(), input, now);
    }

    /** The task's part in its chord. */
    private void close(
            Session session, TaskOrder order, @Nullable Payload result, @Nullable String fault, long now)
            throws JMSException {
        Chord.Outcome all =
                new Chord(session, queue).arrive(order, result, fault, order.expiresMillis() + expiryMillis - now);
        if (all == null) {
            return;
        }
        if (all.fault() == null) {
            Payload results = Payload.text("application/json", "[" + String.join(",", all.results()) + "]");
            submit(session, all.last(), List.of(), results, now);
        } else {
            TaskState last = TaskState.submitted(all.last().id(), now + expiryMillis);
            states.put(session, all.last().queue(), last.failed("CHORD", all.fault()));
        }
    }

    private void fail(Session session, TaskOrder order, TaskRun run, String code, @Nullable String why)
            throws JMSException {
        states.put(session, queue, run.state().failed(code, why));
        failRest(session, order, code, "Task '" + order.id() + "' has failed: " + why);
        session.commit();
        failed.increment();
    }

    /** What was to follow never will. */
    private void failRest(Session session, TaskOrder order, String code, String why) throws JMSException {
        long now = tools.time().millis();
        for (TaskStep step : order.then()) {
            states.put(session, step.queue(), TaskState.submitted(step.id(), now + expiryMillis).failed(code, why));
        }
        close(session, order, null, why, now);
    }

    private static void rollBack(Session session) {
        try {
            session.rollback();
        } catch (JMSException e) {
            LOG.log(Level.DEBUG, "A transaction could not be rolled back; the broker does so with the connection", e);
        }
    }

    @Override
    public long done() {
        return done.sum();
    }

    @Override
    public long failed() {
        return failed.sum();
    }

    @Override
    public void close() {
        crew.close();
    }
}
