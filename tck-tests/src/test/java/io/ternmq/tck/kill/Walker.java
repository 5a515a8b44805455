// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Browses the queues now and then. */
final class Walker extends Actor {

    private static final int LONGEST_WALK = 100;
    private static final long PAUSE = 15;

    private @Nullable Session session;

    Walker(Scene scene) {
        super(scene, "walker");
    }

    @Override
    void begin() throws JMSException {
        session = scene().factory().createConnection().createSession();
    }

    @Override
    void step() throws JMSException, InterruptedException {
        Session open = Objects.requireNonNull(session);
        List<String> queues = Places.QUEUES;
        String place = queues.get(random().nextInt(queues.size()));
        String walk = scene().name("w");
        try (QueueBrowser browser = open.createBrowser(open.createQueue(place))) {
            tell(Verb.BROWSE, walk, place);
            Enumeration<?> messages = browser.getEnumeration();
            for (int left = LONGEST_WALK; left > 0 && messages.hasMoreElements(); left--) {
                tell(Verb.SEEN, walk, Cargo.nameOf((Message) messages.nextElement()), place);
            }
        }
        scene().linger(PAUSE);
    }
}
