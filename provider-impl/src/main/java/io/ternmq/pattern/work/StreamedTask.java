// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.work.TaskFailedException;
import io.ternmq.api.pattern.work.TaskHandle;
import io.ternmq.api.pattern.work.TaskStatus;
import io.ternmq.api.pattern.work.TaskView;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Bodies;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Workers;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A task by its identifier. Any thread. */
final class StreamedTask<R> implements TaskHandle<R> {

    private static final String WHAT = "A task";
    private static final TimeSource.Alarm NONE = () -> {};

    private final Desk desk;
    private final TaskStates states;
    private final String queue;
    private final String id;
    private final PayloadType<R> type;

    StreamedTask(Desk desk, TaskStates states, String queue, String id, PayloadType<R> type) {
        this.desk = desk;
        this.states = states;
        this.queue = queue;
        this.id = id;
        this.type = type;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public TaskView view() {
        return state().seenAt(desk.tools().time().millis());
    }

    private TaskState state() {
        TaskState state = states.find(queue, id);
        if (state == null) {
            throw TaskState.unknown(id);
        }
        return state;
    }

    @Override
    public R await(Duration atMost) {
        TaskState end = desk.with(WHAT, Session.AUTO_ACKNOWLEDGE, session -> {
            try (MessageConsumer events = states.follow(session, queue, id)) {
                return end(events, atMost.toMillis());
            }
        });
        return resultOf(end);
    }

    /** The last state that comes in time. */
    private TaskState end(MessageConsumer events, long atMostMillis) throws JMSException {
        long deadline = desk.tools().time().millis() + atMostMillis;
        TaskState latest = null;
        while (latest == null || !latest.status().isEnded()) {
            long left = deadline - desk.tools().time().millis();
            Message next = left > 0 ? events.receive(left) : events.receiveNoWait();
            if (next == null && left <= 0) {
                throw late(latest, atMostMillis);
            }
            latest = next == null ? latest : states.read(id, next);
        }
        return latest;
    }

    private RuntimeException late(@Nullable TaskState latest, long atMostMillis) {
        if (latest != null && latest.seenAt(desk.tools().time().millis()).status() == TaskStatus.EXPIRED) {
            return new TaskFailedException("EXPIRED", "Task '" + id + "' has not ended in its time");
        }
        return new ProviderException(
                ErrorCode.TIMEOUT, "Task '" + id + "' has not ended within " + atMostMillis + " ms; it goes on");
    }

    private R resultOf(TaskState end) {
        Payload result = end.result();
        if (end.status() == TaskStatus.SUCCEEDED && result != null) {
            return desk.with(WHAT, Session.AUTO_ACKNOWLEDGE, session ->
                    desk.tools().forms().read(Bodies.write(session, result), type).body());
        }
        String code = end.errorCode();
        throw new TaskFailedException(
                code == null ? end.status().name() : code,
                "Task '" + id + "' has ended as " + end.status() + (end.error() == null ? "" : ": " + end.error()));
    }

    @Override
    public CompletionStage<R> result() {
        CompletableFuture<R> result = new CompletableFuture<>();
        AtomicReference<TimeSource.Alarm> alarm = new AtomicReference<>(NONE);
        Toolbox tools = desk.tools();
        Workers.Lane lane = Desk.ask(WHAT, () -> {
            Session session = tools.session(Session.AUTO_ACKNOWLEDGE);
            try {
                return tools.workers().drive(
                        session, states.follow(session, queue, id), event -> settle(event, result, alarm));
            } catch (JMSException | RuntimeException e) {
                session.close();
                throw e;
            }
        });
        lane.ended().whenComplete((nothing, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            }
        });
        return endingWith(result, lane, alarm).minimalCompletionStage();
    }

    /** Not every lane notices that its connection is gone. */
    private CompletableFuture<R> endingWith(
            CompletableFuture<R> result, Workers.Lane lane, AtomicReference<TimeSource.Alarm> alarm) {
        Toolbox tools = desk.tools();
        Runnable lost = () -> tools.workers().aside(() -> result.completeExceptionally(new ProviderException(
                ErrorCode.CONNECTION_LOST, "The connection was lost before task '" + id + "' had ended; ask again")));
        AutoCloseable closing = () -> result.completeExceptionally(new ProviderException(
                ErrorCode.ILLEGAL_STATE, "Messaging was closed before task '" + id + "' had ended"));
        tools.whenLost(lost);
        tools.keep(closing);
        return result.whenComplete((value, failure) -> {
            tools.forget(lost);
            tools.release(closing);
            Objects.requireNonNull(alarm.getAndSet(() -> {})).cancel();
            tools.workers().aside(() -> close(lane));
        });
    }

    private void settle(Message event, CompletableFuture<R> result, AtomicReference<TimeSource.Alarm> alarm) {
        try {
            TaskState state = states.read(id, event);
            if (state.status().isEnded()) {
                result.complete(resultOf(state));
            } else {
                watchForExpiry(state, result, alarm);
            }
        } catch (JMSException | RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    /** Once for each who waits: the time of a task never changes. */
    private void watchForExpiry(
            TaskState state, CompletableFuture<R> result, AtomicReference<TimeSource.Alarm> alarm) {
        if (!NONE.equals(alarm.get())) {
            return;
        }
        TimeSource.Alarm set = desk.tools().time().schedule(
                state.expiresMillis(),
                () -> desk.tools().workers().aside(() -> result.completeExceptionally(
                        new TaskFailedException("EXPIRED", "Task '" + id + "' has not ended in its time"))));
        if (!alarm.compareAndSet(NONE, set)) { // it has ended meanwhile
            set.cancel();
        }
    }

    private static void close(Workers.Lane lane) {
        Desk.ask(WHAT, () -> {
            lane.close();
            return true;
        });
    }

    @Override
    public boolean cancel() {
        TaskState state = state();
        if (state.seenAt(desk.tools().time().millis()).status().isEnded()) {
            return false;
        }
        states.putNow(queue, state.cancelled());
        return true;
    }
}
