// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;

/** The cast: eight producers, and consumers of every kind. */
final class Load {

    /** The first numbers of producers; eight only send, the others send on what they consume. */
    static final int PRODUCERS = 12;

    private static final int NOW_AND_THEN = 20;
    private static final int ALWAYS = 100;

    private final Scene scene;

    Load(Scene scene) {
        this.scene = scene;
    }

    /** Makes the subscriptions, lets everybody begin and says so. */
    void begin(List<Integer> next) throws JMSException {
        Connection named = scene.factory().createConnection();
        named.setClientID(Victim.CLIENT);
        named.start();
        subscribe(named);
        for (Actor actor : cast(named, next)) {
            Thread thread = new Thread(actor, actor.name());
            thread.setDaemon(true);
            thread.start();
        }
        scene.teller().tell(Verb.LOADING);
    }

    private void subscribe(Connection named) throws JMSException {
        try (Connection nameless = scene.factory().createConnection()) {
            for (Source subscription : Source.SUBSCRIPTIONS) {
                Connection connection = subscription.kind() == Source.Kind.DURABLE ? named : nameless;
                try (Session session = connection.createSession()) {
                    subscription.open(session).close();
                }
            }
        }
    }

    private List<Actor> cast(Connection named, List<Integer> next) {
        Source shared = new Source(Source.Kind.SHARED_DURABLE, Places.SHARED);
        return List.of(
                new Sender(scene, Sender.Aim.QUEUE, 0, next.get(0)),
                new Sender(scene, Sender.Aim.QUEUE, 1, next.get(1)),
                new Sender(scene, Sender.Aim.TOPIC, 2, next.get(2)),
                new Sender(scene, Sender.Aim.BOTH, 3, next.get(3)),
                new TransactedSender(scene, 4, next.get(4)),
                new TransactedSender(scene, 5, next.get(5)),
                new BranchActor.Sending(scene, 6, next.get(6)),
                new Sender(scene, Sender.Aim.TIMED, 7, next.get(7)),
                new BranchActor.Consuming(scene, 8, next.get(8)),
                new TransactedConsumer(scene, Source.queue(Places.BATCH), 9, next.get(9), NOW_AND_THEN),
                new TransactedConsumer(scene, shared, 10, next.get(10), NOW_AND_THEN),
                new TransactedConsumer(scene, Source.queue(Places.POISON), 11, next.get(11), ALWAYS),
                new ListeningConsumer(scene, Source.queue(Places.PLAIN)),
                new AcknowledgingConsumer(scene, Source.queue(Places.PLAIN)),
                new AcknowledgingConsumer(scene, shared),
                new AutomaticConsumer(scene, named, new Source(Source.Kind.DURABLE, Places.PRIVATE)),
                new AutomaticConsumer(scene, named, Source.queue(Places.TIMED)),
                new Walker(scene));
    }
}
