// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends single messages, each of which takes effect when its send has returned. */
final class Sender extends Actor {

    /** Where the messages go. */
    enum Aim {
        /** A queue. */
        QUEUE,
        /** The topic. */
        TOPIC,
        /** Now here, now there, now to where messages die. */
        BOTH,
        /** A queue, with all priorities and delays. */
        TIMED
    }

    private static final int LONGEST_DELAY = 150;

    private final Aim aim;
    private final int producer;
    private int next;
    private @Nullable Session session;

    Sender(Scene scene, Aim aim, int producer, int next) {
        super(scene, "sender-" + producer);
        this.aim = aim;
        this.producer = producer;
        this.next = next;
    }

    @Override
    void begin() throws JMSException {
        Connection connection = scene().factory().createConnection();
        session = connection.createSession();
    }

    @Override
    void step() throws JMSException {
        Session open = Objects.requireNonNull(session);
        String place = place();
        boolean isNews = place.equals(Places.NEWS);
        Destination to = isNews ? open.createTopic(place) : open.createQueue(place);
        try (MessageProducer sends = open.createProducer(null)) {
            if (aim == Aim.TIMED) {
                sends.setPriority(random().nextInt(10));
                sends.setDeliveryDelay(happens(40) ? 1 + random().nextInt(LONGEST_DELAY) : 0);
            }
            for (int left = 1 + random().nextInt(20); left > 0; left--) {
                MessageId id = new MessageId(producer, next++);
                send(open, sends, new Letter("-", id, to, isNews ? Places.ALL_NEWS : place));
                tell(Verb.SENT, id);
            }
        }
    }

    private String place() {
        return switch (aim) {
            case QUEUE -> Places.PLAIN;
            case TOPIC -> Places.NEWS;
            case TIMED -> Places.TIMED;
            case BOTH -> happens(45) ? Places.PLAIN : happens(80) ? Places.NEWS : Places.POISON;
        };
    }
}
