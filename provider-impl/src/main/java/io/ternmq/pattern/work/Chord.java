// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.work.TaskStep;
import io.ternmq.pattern.Bodies;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the tasks of a chord meet: one message that holds what has come so far. Whoever ends a task takes it, adds to
 * it and puts it back, in the transaction that ends the task, so that the last one knows that it is the last.
 */
final class Chord {

    private static final String KEY = "ternChord";
    private static final String SIZE = "size";
    private static final String COUNT = "count";
    private static final String QUEUE = "queue";
    private static final String LAST = "last";
    private static final String FAULT = "fault";
    private static final String RESULT = "result";
    private static final long PATIENCE_MILLIS = 10_000;
    private static final int FIRST_PRINTABLE = 0x20;

    private final Session session;
    private final Queue meeting;

    Chord(Session session, String queue) throws JMSException {
        this.session = session;
        this.meeting = session.createQueue("ternmq.tasks." + queue + ".chords");
    }

    /** What has come of the chord. */
    record Outcome(TaskStep last, @Nullable String fault, List<String> results) {}

    /** Nobody has come yet. */
    void begin(String chord, int size, TaskStep last, long lifeMillis) throws JMSException {
        MapMessage token = session.createMapMessage();
        token.setInt(SIZE, size);
        token.setInt(COUNT, 0);
        token.setString(QUEUE, last.queue());
        token.setString(LAST, last.id());
        put(token, chord, lifeMillis);
    }

    private void put(MapMessage token, String chord, long lifeMillis) throws JMSException {
        token.setStringProperty(KEY, chord);
        try (MessageProducer producer = session.createProducer(meeting)) {
            producer.setTimeToLive(Math.max(1, lifeMillis));
            producer.send(token);
        }
    }

    /**
     * One task has ended.
     *
     * @param result what of, or null when it failed
     * @param fault  why it failed
     * @return what came of all, when this was the last one; else null
     */
    @Nullable Outcome arrive(TaskOrder task, @Nullable Payload result, @Nullable String fault, long lifeMillis)
            throws JMSException {
        String chord = task.chord();
        if (chord == null) {
            return null;
        }
        MapMessage before = take(chord);
        MapMessage token = session.createMapMessage();
        int size = before.getInt(SIZE);
        int count = before.getInt(COUNT) + 1;
        token.setInt(SIZE, size);
        token.setInt(COUNT, count);
        token.setString(QUEUE, before.getString(QUEUE));
        token.setString(LAST, before.getString(LAST));
        String told = before.getString(FAULT);
        token.setString(FAULT, told == null ? fault : told);
        for (int i = 0; i < size; i++) {
            String name = RESULT + i;
            token.setString(name, i == task.index() && result != null ? json(result) : before.getString(name));
        }
        if (count < size) {
            put(token, chord, lifeMillis);
            return null;
        }
        return outcome(token, size);
    }

    private static Outcome outcome(MapMessage token, int size) throws JMSException {
        List<String> results = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String result = token.getString(RESULT + i);
            results.add(result == null ? "null" : result);
        }
        TaskStep last = new TaskStep(token.getString(QUEUE), token.getString(LAST));
        return new Outcome(last, token.getString(FAULT), results);
    }

    private MapMessage take(String chord) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(meeting, KEY + " = '" + chord + "'")) {
            if (consumer.receive(PATIENCE_MILLIS) instanceof MapMessage token) {
                return token;
            }
        }
        throw new ProviderException(
                ErrorCode.NOT_FOUND,
                "The chord " + chord + " is not there: it has expired, or another worker holds it");
    }

    /** A result as an element of a list in JSON. */
    static String json(Payload result) {
        String type = result.contentType().toLowerCase(Locale.ROOT);
        if (type.contains("json")) {
            return Bodies.text(result);
        }
        if (type.startsWith("text/")) {
            return quoted(Bodies.text(result));
        }
        throw new ProviderException(
                ErrorCode.PAYLOAD_UNWRITABLE,
                "A result of type " + result.contentType() + " cannot be part of a chord: return a text, or what the"
                        + " codec writes as JSON");
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
