// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.xa;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ServerSession;
import jakarta.jms.Session;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that an application server takes in on an XA session, each in a branch of its own. */
@Section({"11.2.5", "11.3.3", "ServerSession", "ConnectionConsumer"})
class XaServerSessionTest extends XaStage {

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> verdicts = new LinkedBlockingQueue<>();
    private final BlockingQueue<CompletableFuture<Void>> served = new LinkedBlockingQueue<>();

    @AfterEach
    void everythingServedWell() {
        served.forEach(CompletableFuture::join);
    }

    @Test
    void redeliversWhatTheServerRollsBackAndConsumesWhatItCommits() throws Exception {
        verdicts.add(false);
        verdicts.add(true);
        session.setMessageListener(message -> seen.add(describe(message)));
        ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, Single::new, 1);
        send(onlooker, queue, "a");
        assertThat(seen.poll(SOON, TimeUnit.MILLISECONDS)).isEqualTo("a 1");
        assertThat(seen.poll(SOON, TimeUnit.MILLISECONDS)).isEqualTo("a 2");
        served.take().join();
        served.take().join();
        consumer.close();
        assertThat(found(queue)).isEmpty();
    }

    @Test
    void saysInTheDeadLetterWhatTheListenerHasThrown() throws Exception {
        verdicts.addAll(Collections.nCopies(10, false));
        session.setMessageListener(message -> {
            throw new IllegalStateException("no such customer");
        });
        ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, Single::new, 1);
        send(onlooker, queue, "a");
        MessageConsumer dead = onlooker.createConsumer(onlooker.createQueue("DLQ." + queue.getQueueName()));
        Message letter = Objects.requireNonNull(dead.receive(SOON));
        consumer.close();
        assertThat(letter.getStringProperty("JMS_TERN_DeadLetterCause"))
                .isEqualTo("java.lang.IllegalStateException: no such customer");
    }

    private static String describe(jakarta.jms.Message message) {
        try {
            return textOf(message) + " " + message.getIntProperty("JMSXDeliveryCount");
        } catch (jakarta.jms.JMSException e) {
            throw new AssertionError(e);
        }
    }

    /** Has the one session serve on a thread of its own, in a branch that ends as the next verdict says. */
    private final class Single implements ServerSession {

        @Override
        public Session getSession() {
            return session;
        }

        @Override
        public void start() {
            served.add(elsewhere(() -> {
                Xid xid = xid();
                resource.start(xid, XAResource.TMNOFLAGS);
                session.run();
                resource.end(xid, XAResource.TMSUCCESS);
                if (verdicts.take()) {
                    resource.prepare(xid);
                    resource.commit(xid, false);
                } else {
                    resource.rollback(xid);
                }
                return null;
            }));
        }
    }
}
