// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.HashMap;
import java.util.Map;

/**
 * Knows the strongest report so far of every network and answers who asks. It hears reports and questions on one
 * context, so on one thread at a time: the map needs no lock.
 */
final class StrongestDesk {

    /** The queue for questions: the text is the name of a network, the answer goes to {@code JMSReplyTo}. */
    static final String QUESTIONS = "strongest";

    private final Tally heard;
    private final Map<String, Sighting> strongest = new HashMap<>();

    private StrongestDesk(Tally heard) {
        this.heard = heard;
    }

    /** Subscribes to both first and starts to listen then. */
    static void open(JMSContext context, Tally heard) {
        StrongestDesk desk = new StrongestDesk(heard);
        Reaction learn = desk::learn;
        Reaction answer = desk::answer;
        context.setAutoStart(false);
        context.createConsumer(context.createTopic("quake.#")).setMessageListener(learn.on(context));
        context.createConsumer(context.createQueue(QUESTIONS)).setMessageListener(answer.on(context));
        context.start();
    }

    private void learn(Message report, JMSContext context) throws JMSException {
        Sighting sighting = Sighting.read(report);
        strongest.merge(report.getStringProperty("network"), sighting, Sighting::stronger);
        heard.count(report.getIntProperty(QuakeMessages.NUMBER));
    }

    private void answer(Message question, JMSContext context) throws JMSException {
        Sighting known = strongest.get(((TextMessage) question).getText());
        MapMessage answer = context.createMapMessage();
        answer.setJMSCorrelationID(question.getJMSCorrelationID());
        if (known != null) {
            known.writeTo(answer);
        }
        context.createProducer().send(question.getJMSReplyTo(), answer);
    }
}
