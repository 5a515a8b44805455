// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import io.ternmq.samples.quake.Quake;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks for the strongest report so far and checks the answers, which come to a temporary queue. Questions are sent by
 * the thread that plays the show; answers arrive on a second context, because a context belongs to one thread.
 */
final class Asker {

    /** What was asked: during the show, or after the last report, when only the right answer will do. */
    private record Question(String network, boolean isFinal) {}

    private final JMSContext asking;
    private final Destination replies;
    private final Map<String, Quake> truth;
    private final Tally answers;
    private final Progress progress;
    private final Map<String, Question> open = new ConcurrentHashMap<>();
    private int asked;

    /** Gets ready for answers; the truth holds the strongest report of each network in the whole file. */
    Asker(Cast cast, Map<String, Quake> truth, Tally answers, Progress progress) {
        this.asking = cast.context(JMSContext.AUTO_ACKNOWLEDGE);
        this.truth = truth;
        this.answers = answers;
        this.progress = progress;
        JMSContext answering = cast.companionOf(asking);
        this.replies = answering.createTemporaryQueue();
        Reaction reaction = this::onAnswer;
        answering.createConsumer(replies).setMessageListener(reaction.on(answering));
    }

    /** Asks and does not wait. */
    void ask(String network, boolean isFinal) {
        String correlation = Integer.toString(asked);
        open.put(correlation, new Question(network, isFinal));
        answers.expect(asked);
        asked++;
        TextMessage question = asking.createTextMessage(network);
        asking.createProducer()
                .setJMSReplyTo(replies)
                .setJMSCorrelationID(correlation)
                .send(asking.createQueue(StrongestDesk.QUESTIONS), question);
    }

    private void onAnswer(Message message, JMSContext context) throws JMSException {
        MapMessage answer = (MapMessage) message;
        String correlation = answer.getJMSCorrelationID();
        Question question = open.remove(correlation);
        if (question == null) {
            progress.say("An answer that nobody asked for: " + correlation);
        } else if (isRight(question, answer)) {
            tell(question, answer);
            answers.count(Integer.parseInt(correlation));
        } else {
            progress.say("Wrong about " + question.network() + ": " + answer.getString("headline"));
        }
    }

    /** During the show any report of the network may be the strongest so far, or none may have come yet. */
    private boolean isRight(Question question, MapMessage answer) throws JMSException {
        Quake strongest = truth.get(question.network());
        if (strongest == null) {
            return false;
        }
        if (question.isFinal()) {
            return strongest.id().equals(answer.getString("id"));
        }
        return !answer.itemExists("id") || strongest.isAtLeast(answer.getDouble("magnitude"));
    }

    private void tell(Question question, MapMessage answer) throws JMSException {
        if (!question.isFinal()) {
            String headline = answer.itemExists("id") ? answer.getString("headline") : "nothing yet";
            progress.say("  strongest so far for " + question.network() + "?  " + headline);
        }
    }
}
