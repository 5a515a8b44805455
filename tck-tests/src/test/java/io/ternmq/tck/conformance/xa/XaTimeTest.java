// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.tck.conformance.Section;
import io.ternmq.test.TernMQTest;
import io.ternmq.test.TestBroker;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.TransactionRolledBackRuntimeException;
import jakarta.jms.XAJMSContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;

/** Branches that take too long, and branches that outlive their broker. */
@TernMQTest
@Section({"11.3.2", "11.3.3", "11.3.5", "XASession", "XAConnection"})
class XaTimeTest {

    private static XAJMSContext open(TestBroker broker) {
        return new TernXAConnectionFactory("vm://" + broker.name()).createXAContext();
    }

    private static List<String> found(TestBroker broker, Queue queue) {
        try (JMSContext context = broker.connectionFactory().createContext()) {
            List<String> texts = new ArrayList<>();
            var consumer = context.createConsumer(queue);
            for (String text = consumer.receiveBodyNoWait(String.class);
                    text != null;
                    text = consumer.receiveBodyNoWait(String.class)) {
                texts.add(text);
            }
            return texts;
        }
    }

    private static void fill(XAJMSContext context, XAResource resource, Xid xid, Queue queue) throws XAException {
        context.createProducer().send(queue, "in");
        var consumer = context.createConsumer(queue);
        resource.start(xid, XAResource.TMNOFLAGS);
        assertThat(consumer.receiveBody(String.class)).isEqualTo("in");
        context.createProducer().send(queue, "out");
    }

    @Test
    void rollsBackABranchThatTakesTooLong(TestBroker broker) throws Exception {
        try (XAJMSContext context = open(broker)) {
            Queue queue = context.createQueue("place");
            XAResource resource = context.getXAResource();
            resource.setTransactionTimeout(10);
            Xid xid = XaStage.xid();
            fill(context, resource, xid, queue);
            resource.end(xid, XAResource.TMSUCCESS);
            broker.advance(Duration.ofMillis(9_999));
            assertThat(found(broker, queue)).isEmpty();
            broker.advance(Duration.ofMillis(1));
            assertThat(found(broker, queue)).containsExactly("in");
            XaStage.assertCode(XAException.XA_RBTIMEOUT, () -> resource.prepare(xid));
            XaStage.assertCode(XAException.XAER_NOTA, () -> resource.rollback(xid));
        }
    }

    @Test
    void refusesToGoOnInABranchThatTookTooLong(TestBroker broker) throws Exception {
        XAJMSContext context = open(broker);
        Queue queue = context.createQueue("place");
        XAResource resource = context.getXAResource();
        resource.setTransactionTimeout(10);
        Xid xid = XaStage.xid();
        fill(context, resource, xid, queue);
        broker.advance(Duration.ofSeconds(10));
        assertThatThrownBy(() -> context.createProducer().send(queue, "late"))
                .isInstanceOf(TransactionRolledBackRuntimeException.class);
        XaStage.assertCode(XAException.XA_RBTIMEOUT, () -> resource.end(xid, XAResource.TMSUCCESS));
        resource.rollback(xid);
        context.close();
        assertThat(found(broker, queue)).containsExactly("in");
    }

    @Test
    void waitsForTheManagerOfAPreparedBranchForEver(TestBroker broker) throws Exception {
        XAJMSContext context = open(broker);
        Queue queue = context.createQueue("place");
        XAResource resource = context.getXAResource();
        resource.setTransactionTimeout(10);
        Xid xid = XaStage.xid();
        fill(context, resource, xid, queue);
        resource.end(xid, XAResource.TMSUCCESS);
        assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
        broker.advance(Duration.ofDays(1));
        assertThat(found(broker, queue)).isEmpty();
        resource.commit(xid, false);
        context.close();
        assertThat(found(broker, queue)).containsExactly("out");
    }

    @Test
    void finishesAfterACrashWhatWasPreparedBefore(TestBroker broker) throws Exception {
        Xid committed = XaStage.xid();
        Xid rolledBack = XaStage.xid();
        Queue first;
        Queue second;
        try (XAJMSContext context = open(broker)) {
            first = context.createQueue("first");
            second = context.createQueue("second");
            XAResource resource = context.getXAResource();
            fill(context, resource, committed, first);
            resource.end(committed, XAResource.TMSUCCESS);
            fill(context, resource, rolledBack, second);
            resource.end(rolledBack, XAResource.TMSUCCESS);
            resource.prepare(committed);
            resource.prepare(rolledBack);
            broker.crash();
        }
        broker.restart();
        assertThat(found(broker, first)).isEmpty();
        assertThat(found(broker, second)).isEmpty();
        try (XAJMSContext context = open(broker)) {
            XAResource resource = context.getXAResource();
            Xid[] inDoubt = resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
            assertThat(inDoubt).hasSize(2);
            resource.commit(committed, false);
            resource.rollback(rolledBack);
            assertThat(resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)).isEmpty();
        }
        assertThat(found(broker, first)).containsExactly("out");
        assertThat(found(broker, second)).containsExactly("in");
    }
}
