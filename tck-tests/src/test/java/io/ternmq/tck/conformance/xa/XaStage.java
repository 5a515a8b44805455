// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;

/** A stage with one started XA connection and session, a queue, and an onlooker who takes no part in transactions. */
abstract class XaStage extends Stage {

    private static final AtomicInteger XIDS = new AtomicInteger();

    XAConnection connection;
    XASession session;
    XAResource resource;
    Session onlooker;
    Queue queue;

    @SuppressWarnings("NullAway.Init") // set before each test
    XaStage() {}

    @BeforeEach
    final void openEverything() throws JMSException {
        connection = xaConnection();
        session = closing(connection.createXASession());
        resource = session.getXAResource();
        Connection plain = started();
        onlooker = plain.createSession();
        queue = onlooker.createQueue("place");
    }

    /** A started XA connection. */
    final XAConnection xaConnection() throws JMSException {
        XAConnection opened = closing(xaFactory().createXAConnection());
        opened.start();
        return opened;
    }

    /** A name that no other branch has. */
    static Xid xid() {
        return new Name(77, "tx-" + XIDS.incrementAndGet(), "branch");
    }

    /** Sends texts within a branch of their own, which is ended. */
    final Xid sent(String... texts) throws JMSException, XAException {
        Xid xid = xid();
        resource.start(xid, XAResource.TMNOFLAGS);
        send(session, queue, texts);
        resource.end(xid, XAResource.TMSUCCESS);
        return xid;
    }

    /** Takes the next message within a branch of its own, which is ended. */
    final Xid taken(String expected) throws JMSException, XAException {
        Xid xid = xid();
        MessageConsumer consumer = session.createConsumer(queue);
        resource.start(xid, XAResource.TMNOFLAGS);
        assertThat(next(consumer)).isEqualTo(expected);
        resource.end(xid, XAResource.TMSUCCESS);
        consumer.close();
        return xid;
    }

    /** What the onlooker finds in a place, in order; takes it out. */
    final List<String> found(Destination place) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (MessageConsumer consumer = onlooker.createConsumer(place)) {
            for (Message message = consumer.receive(BRIEFLY);
                    message != null;
                    message = consumer.receive(BRIEFLY)) {
                texts.add(textOf(message));
            }
        }
        return texts;
    }

    /** Asserts that a call is refused with a code of X/Open. */
    static void assertCode(int code, ThrowingCallable call) {
        XAException refusal = catchThrowableOfType(XAException.class, call);
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal.errorCode).as(refusal.getMessage()).isEqualTo(code);
        assertThat(refusal).hasMessageMatching("(?s).{15,}");
    }

    /** A name of a branch as a manager makes it. */
    record Name(int getFormatId, String global, String qualifier) implements Xid {

        @Override
        public byte[] getGlobalTransactionId() {
            return global.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] getBranchQualifier() {
            return qualifier.getBytes(StandardCharsets.UTF_8);
        }
    }
}
