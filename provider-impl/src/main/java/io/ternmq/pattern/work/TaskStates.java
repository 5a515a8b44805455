// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.pattern.work.TaskStatus;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.pattern.Bodies;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The latest state of each task, in a stream that keeps the last event of each key. Any thread; sessions on theirs. */
final class TaskStates {

    private static final String PREFIX = "ternmq.tasks.";
    private static final String STATUS = "ternTaskStatus";
    private static final String PROGRESS = "ternTaskProgress";
    private static final String NOTE = "ternTaskNote";
    private static final String CODE = "ternTaskErrorCode";
    private static final String ERROR = "ternTaskError";
    private static final String EXPIRES = "ternTaskExpires";
    private static final String WHAT = "A task";
    private static final Payload NOTHING = Payload.text("text/plain", "");

    private final Desk desk;

    TaskStates(Desk desk) {
        this.desk = desk;
    }

    private static String stream(String queue) {
        return PREFIX + queue;
    }

    /** Makes the stream of a queue, or changes how long it keeps. */
    void prepare(String queue, Duration expiry) {
        Connection connection = Desk.ask(WHAT, desk.tools()::connection);
        if (!(connection instanceof StreamAccess streams)) {
            throw new ProviderException(
                    ErrorCode.BROKER_HELP_NEEDED,
                    "Tasks need a TernMQ broker, which keeps their states in a stream. "
                            + connection.getClass().getName()
                            + " is another provider's connection; open the Messaging over a TernConnectionFactory.");
        }
        StreamPolicy policy = StreamPolicy.DEFAULT.withCompact(true).withMaxAgeMillis(expiry.toMillis());
        Desk.ask(WHAT, () -> {
            streams.configure(stream(queue), policy);
            return true;
        });
    }

    /** Says a state, in the transaction of the session if it has one. */
    void put(Session session, String queue, TaskState state) throws JMSException {
        Payload result = state.result();
        Message message = Bodies.write(session, result == null ? NOTHING : result);
        message.setStringProperty(MessageProperties.KEY, state.id());
        message.setStringProperty(STATUS, state.status().name());
        message.setIntProperty(PROGRESS, state.progress());
        message.setLongProperty(EXPIRES, state.expiresMillis());
        set(message, NOTE, state.note());
        set(message, CODE, state.errorCode());
        set(message, ERROR, state.error());
        try (MessageProducer producer = session.createProducer(session.createTopic(stream(queue)))) {
            producer.send(message);
        }
    }

    private static void set(Message message, String name, @Nullable String value) throws JMSException {
        if (value != null) {
            message.setStringProperty(name, value);
        }
    }

    /** Says a state at once, whatever becomes of a transaction. */
    void putNow(String queue, TaskState state) {
        desk.with(WHAT, Session.AUTO_ACKNOWLEDGE, session -> {
            put(session, queue, state);
            return true;
        });
    }

    /** The latest state, or null. */
    @Nullable TaskState find(String queue, String id) {
        Found found = desk.with(WHAT, Session.AUTO_ACKNOWLEDGE, session -> {
            try (MessageConsumer events = follow(session, queue, id)) {
                TaskState latest = null;
                for (Message next = events.receiveNoWait(); next != null; next = events.receiveNoWait()) {
                    latest = read(id, next);
                }
                return new Found(latest);
            }
        });
        return found.state();
    }

    private record Found(@Nullable TaskState state) {}

    /** All states that are kept, and those that follow. */
    MessageConsumer follow(Session session, String queue, String id) throws JMSException {
        return session.createConsumer(session.createTopic(stream(queue) + "?replay=earliest&key=" + id));
    }

    /** The state that an event says. */
    TaskState read(String id, Message event) throws JMSException {
        TaskStatus status = TaskStatus.valueOf(event.getStringProperty(STATUS));
        Payload result = status == TaskStatus.SUCCEEDED
                ? desk.tools().forms().read(event, PayloadType.of(Payload.class)).body()
                : null;
        return new TaskState(
                id,
                status,
                event.getIntProperty(PROGRESS),
                event.getStringProperty(NOTE),
                result,
                event.getStringProperty(CODE),
                event.getStringProperty(ERROR),
                event.getLongProperty(EXPIRES));
    }
}
