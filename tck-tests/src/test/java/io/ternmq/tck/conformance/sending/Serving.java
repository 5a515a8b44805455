// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.ServerSession;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stage with a second connection that has a connection consumer, and the messages that its sessions were given. */
abstract class Serving extends Sending {

    /** A message, and the session that was given it. */
    record Served(String text, Session by, boolean again, int count) {}

    final BlockingQueue<Served> served = new LinkedBlockingQueue<>();

    /** A listener that notes what it is given. */
    final MessageListener noting(Session by) {
        return message -> note(message, by);
    }

    final void note(Message message, Session by) {
        try {
            served.add(new Served(
                    textOf(message), by, message.getJMSRedelivered(), message.getIntProperty("JMSXDeliveryCount")));
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    /** A pool of sessions that acknowledge by themselves, each with a thread of its own. */
    final Pool pool(Connection server, int size) throws JMSException {
        Pool pool = threaded();
        for (int i = 0; i < size; i++) {
            pool.add(server, Session.AUTO_ACKNOWLEDGE, this::noting);
        }
        return pool;
    }

    /** An empty pool whose sessions run on threads of their own. */
    static Pool threaded() {
        return new Pool(task -> {
            Thread thread = new Thread(task, "server session");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** A server session that calls back when it is started. */
    static ServerSession server(Session session, Runnable start) {
        return new ServerSession() {
            @Override
            public Session getSession() {
                return session;
            }

            @Override
            public void start() {
                start.run();
            }
        };
    }

    final Served nextServed() throws InterruptedException {
        Served next = served.poll(SOON, TimeUnit.MILLISECONDS);
        assertThat(next).as("a message for a server session").isNotNull();
        return Objects.requireNonNull(next);
    }

    final List<String> nextTexts(int count) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(nextServed().text());
        }
        return texts;
    }

    final void assertNothingServed() throws InterruptedException {
        Served next = served.poll(BRIEFLY, TimeUnit.MILLISECONDS);
        assertThat((@Nullable Object) next).as("nothing for a server session").isNull();
    }
}
