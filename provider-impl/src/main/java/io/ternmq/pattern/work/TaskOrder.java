// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.work.TaskStep;
import io.ternmq.pattern.Bodies;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way to a worker, with what is to follow.
 *
 * @param expiresMillis when nobody wants it any more
 * @param then          further steps
 * @param chord         the chord that it is part of, or null
 * @param index         its place in there
 */
record TaskOrder(String id, long expiresMillis, List<TaskStep> then, @Nullable String chord, int index) {

    private static final String ID = "ternTask";
    private static final String EXPIRES = "ternTaskExpires";
    private static final String THEN = "ternTaskThen";
    private static final String CHORD = "ternTaskChord";
    private static final String INDEX = "ternTaskIndex";
    private static final String SEPARATOR = "\n";

    static TaskOrder of(String id, long expiresMillis, List<TaskStep> then) {
        return new TaskOrder(id, expiresMillis, then, null, 0);
    }

    /** Sends it, in the transaction of the session. */
    void send(Session session, String queue, Payload input, long nowMillis) throws JMSException {
        Message message = Bodies.write(session, input);
        message.setStringProperty(ID, id);
        message.setLongProperty(EXPIRES, expiresMillis);
        if (!then.isEmpty()) {
            List<String> lines = new ArrayList<>();
            then.forEach(step -> lines.addAll(List.of(step.queue(), step.id())));
            message.setStringProperty(THEN, String.join(SEPARATOR, lines));
        }
        if (chord != null) {
            message.setStringProperty(CHORD, chord);
            message.setIntProperty(INDEX, index);
        }
        try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            producer.setTimeToLive(Math.max(1, expiresMillis - nowMillis));
            producer.send(message);
        }
    }

    /** What a message orders; null when it is no order. */
    static @Nullable TaskOrder of(Message message) throws JMSException {
        String id = message.getStringProperty(ID);
        if (id == null) {
            return null;
        }
        List<TaskStep> then = new ArrayList<>();
        String steps = message.getStringProperty(THEN);
        String[] lines = steps == null ? new String[0] : steps.split(SEPARATOR, -1);
        for (int i = 0; i + 1 < lines.length; i += 2) {
            then.add(new TaskStep(lines[i], lines[i + 1]));
        }
        String chord = message.getStringProperty(CHORD);
        int index = chord == null ? 0 : message.getIntProperty(INDEX);
        return new TaskOrder(id, message.getLongProperty(EXPIRES), then, chord, index);
    }
}
