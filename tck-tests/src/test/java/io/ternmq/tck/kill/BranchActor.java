// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import java.util.Objects;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** Works in branches of distributed transactions, as their manager, and ends them in every way there is. */
abstract class BranchActor extends Actor {

    private @Nullable XASession session;

    BranchActor(Scene scene, String name) {
        super(scene, name);
    }

    @Override
    void begin() throws JMSException {
        XAConnection connection = scene().factory().createXAConnection();
        session = connection.createXASession();
        prepareSession(session);
        connection.start();
    }

    @Override
    final void step() throws JMSException, XAException {
        XASession open = Objects.requireNonNull(session);
        XAResource resource = open.getXAResource();
        BranchName name = new BranchName(scene().name("x"));
        resource.start(name, XAResource.TMNOFLAGS);
        work(open, name.text());
        resource.end(name, XAResource.TMSUCCESS);
        end(resource, name);
    }

    /** Opens consumers. */
    abstract void prepareSession(Session open) throws JMSException;

    /** Works in a branch. */
    abstract void work(Session open, String branch) throws JMSException;

    private void end(XAResource resource, BranchName name) throws XAException {
        int way = random().nextInt(100);
        if (way < 25) {
            commit(resource, name, true);
        } else if (way < 35) {
            rollBack(resource, name);
        } else {
            prepare(resource, name, way);
        }
    }

    private void prepare(XAResource resource, BranchName name, int way) throws XAException {
        tell(Verb.PREPARE, name.text());
        if (resource.prepare(name) == XAResource.XA_RDONLY) {
            tell(Verb.READONLY, name.text());
            return;
        }
        tell(Verb.PREPARED, name.text());
        if (way < 80) {
            commit(resource, name, false);
        } else if (way < 90) {
            rollBack(resource, name);
        } // else it stays in doubt
    }

    private void commit(XAResource resource, BranchName name, boolean onePhase) throws XAException {
        tell(onePhase ? Verb.COMMIT : Verb.DECIDE, name.text());
        resource.commit(name, onePhase);
        tell(Verb.COMMITTED, name.text());
    }

    private void rollBack(XAResource resource, BranchName name) throws XAException {
        tell(Verb.ROLLBACK, name.text());
        resource.rollback(name);
        tell(Verb.ROLLEDBACK, name.text());
    }

    /** Sends in branches. */
    static final class Sending extends BranchActor {

        private static final int LARGEST_BATCH = 4;

        private final int producer;
        private int next;

        Sending(Scene scene, int producer, int next) {
            super(scene, "branch-sender-" + producer);
            this.producer = producer;
            this.next = next;
        }

        @Override
        void prepareSession(Session open) {
            // Sending needs no consumer.
        }

        @Override
        void work(Session open, String branch) throws JMSException {
            try (MessageProducer sends = open.createProducer(null)) {
                for (int left = 1 + random().nextInt(LARGEST_BATCH); left > 0; left--) {
                    MessageId id = new MessageId(producer, next++);
                    send(open, sends, happens(20)
                            ? new Letter(branch, id, open.createTopic(Places.NEWS), Places.ALL_NEWS)
                            : new Letter(branch, id, open.createQueue(Places.BRANCH), Places.BRANCH));
                }
            }
        }
    }

    /** Consumes in branches, and sends on what it consumes. */
    static final class Consuming extends BranchActor {

        private final Forwarder forwarder;
        private final String consumerName;
        private @Nullable MessageConsumer consumer;

        Consuming(Scene scene, int producer, int next) {
            super(scene, "branch-consumer-" + producer);
            this.forwarder = new Forwarder(this, producer, next);
            this.consumerName = scene.name("c");
        }

        @Override
        void prepareSession(Session open) throws JMSException {
            consumer = open.createConsumer(open.createQueue(Places.BRANCH));
            tell(Verb.OPEN, consumerName, Reader.Mode.TRANSACTED, Places.BRANCH);
        }

        @Override
        void work(Session open, String branch) throws JMSException {
            forwarder.run(open, Objects.requireNonNull(consumer), consumerName, branch);
        }
    }
}
