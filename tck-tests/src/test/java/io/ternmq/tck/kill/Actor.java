// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Random;
import javax.transaction.xa.XAException;

/** Does the same again and again until the victim is killed. Owned by a thread of its own. */
abstract class Actor implements Runnable {

    private final Scene scene;
    private final String name;
    private final Random random;

    Actor(Scene scene, String name) {
        this.scene = scene;
        this.name = name;
        this.random = scene.randomFor(name);
    }

    @Override
    public final void run() {
        try {
            begin();
            while (!scene.teller().expectsTrouble()) {
                step();
            }
        } catch (JMSException | XAException | InterruptedException | RuntimeException e) {
            scene.teller().trouble(name, e);
        }
    }

    /** Opens what is needed. */
    abstract void begin() throws JMSException, XAException, InterruptedException;

    /** Does it once. */
    abstract void step() throws JMSException, XAException, InterruptedException;

    final Scene scene() {
        return scene;
    }

    final String name() {
        return name;
    }

    final Random random() {
        return random;
    }

    final void tell(Verb verb, Object... words) {
        scene.teller().tell(verb, words);
    }

    /** Tells that closing has returned, which it also does, and means nothing, when the broker is gone. */
    final void tellClosed(String session) {
        if (!scene.teller().expectsTrouble()) {
            tell(Verb.CLOSED, session);
        }
    }

    /** Whether something happens that does so in some of a hundred cases. */
    final boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Sends, within a deed, to a queue or topic that leads to mailboxes. */
    final void send(Session session, MessageProducer producer, Letter letter) throws JMSException {
        Message message = Cargo.make(session, letter.id(), random);
        tell(Verb.INTEND, letter.deed(), letter.id(), producer.getPriority(), producer.getDeliveryDelay(),
                letter.mailboxes());
        if (producer.getDeliveryDelay() > 0) {
            Cargo.setDue(message, System.currentTimeMillis() + producer.getDeliveryDelay());
        }
        producer.send(letter.to(), message);
    }

    /**
     * What is to be sent.
     *
     * @param deed      the transaction or branch, or {@code -}
     * @param id        name of the message
     * @param to        queue or topic
     * @param mailboxes where it has to arrive
     */
    record Letter(String deed, MessageId id, Destination to, String mailboxes) {}
}
