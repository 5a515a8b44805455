// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.narayana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.tck.interop.Guest;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.TransactionRolledBackRuntimeException;
import jakarta.jms.XAJMSContext;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transactions over two brokers, over two sessions of one broker, and recovery by the manager. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TwoBrokersTest extends Guest {

    private static final String IN = "in";
    private static final String OUT = "out";

    private final TernXAConnectionFactory here = xaFactory();
    private final TernXAConnectionFactory there = new TernXAConnectionFactory(factory.uri() + "-there");
    private TransactionManager manager;
    private XAJMSContext source;
    private XAJMSContext target;

    @SuppressWarnings("NullAway.Init") // set before each test
    TwoBrokersTest() {}

    @BeforeEach
    void openBoth() throws Exception {
        manager = Coordinator.bounded();
        source = closing(here.createXAContext());
        target = closing(there.createXAContext());
    }

    @AfterEach
    void leaveNoTransactionBehind() throws Exception {
        if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
            manager.rollback();
        }
    }

    /** Takes a text from the one broker and sends it to the other, within the transaction of this thread. */
    private void move(XAResource taking, XAResource sending) throws Exception {
        Transaction transaction = manager.getTransaction();
        try (JMSConsumer consumer = source.createConsumer(source.createQueue(IN))) {
            assertThat(transaction.enlistResource(taking)).isTrue();
            assertThat(transaction.enlistResource(sending)).isTrue();
            String text = consumer.receiveBody(String.class, PATIENCE);
            target.createProducer().send(target.createQueue(OUT), text);
        }
    }

    private List<String> arrived() {
        try (JMSContext context = there.createContext()) {
            Queue queue = context.createQueue(OUT);
            try (JMSConsumer consumer = context.createConsumer(queue)) {
                String text = consumer.receiveBodyNoWait(String.class);
                return text == null ? List.of() : List.of(text);
            }
        }
    }

    @Test
    void moveAMessageFromOneToTheOther() throws Exception {
        put(IN, "a");
        manager.begin();
        move(source.getXAResource(), target.getXAResource());
        assertThat(arrived()).isEmpty();
        manager.commit();
        assertThat(arrived()).containsExactly("a");
        assertThat(leftIn(IN)).isEmpty();
    }

    @Test
    void leaveEverythingWhereItWasAfterRollback() throws Exception {
        put(IN, "a");
        manager.begin();
        move(source.getXAResource(), target.getXAResource());
        manager.rollback();
        assertThat(arrived()).isEmpty();
        assertThat(takeTexts(IN, 1)).containsExactly("a");
    }

    @Test
    void leaveEverythingWhereItWasWhenOneCannotPrepare() throws Exception {
        put(IN, "a");
        manager.begin();
        move(source.getXAResource(), new Unreliable(target.getXAResource(), Unreliable.Step.PREPARE));
        assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);
        assertThat(arrived()).isEmpty();
        assertThat(takeTexts(IN, 1)).containsExactly("a");
    }

    @Test
    void areRecoveredWhenOneCouldNotBeReachedForTheCommit() throws Exception {
        put(IN, "a");
        manager.begin();
        move(source.getXAResource(), new Unreliable(target.getXAResource(), Unreliable.Step.COMMIT));
        manager.commit();
        assertThat(arrived()).isEmpty();
        assertThat(target.getXAResource().recover(XAResource.TMSTARTRSCAN)).hasSize(1);
        Coordinator.recover(source.getXAResource(), target.getXAResource());
        assertThat(arrived()).containsExactly("a");
        assertThat(target.getXAResource().recover(XAResource.TMSTARTRSCAN)).isEmpty();
        assertThat(leftIn(IN)).isEmpty();
    }

    @Test
    void sessionsOfOneBrokerShareOneBranch() throws Exception {
        put(IN, "a");
        XAJMSContext second = closing(here.createXAContext());
        manager.begin();
        try (JMSConsumer consumer = source.createConsumer(source.createQueue(IN))) {
            manager.getTransaction().enlistResource(source.getXAResource());
            manager.getTransaction().enlistResource(second.getXAResource());
            second.createProducer().send(second.createQueue(OUT), consumer.receiveBody(String.class, PATIENCE));
        }
        assertThat(leftIn(OUT)).isEmpty();
        manager.commit();
        assertThat(lyingIn(OUT)).containsExactly("a");
        assertThat(leftIn(IN)).isEmpty();
    }

    @Test
    void workOutsideWhileTheTransactionIsSuspended() throws Exception {
        Queue queue = source.createQueue(OUT);
        manager.begin();
        Transaction transaction = manager.getTransaction();
        transaction.enlistResource(source.getXAResource());
        source.createProducer().send(queue, "inside");
        transaction.delistResource(source.getXAResource(), XAResource.TMSUSPEND);
        manager.suspend();
        source.createProducer().send(queue, "outside");
        assertThat(lyingIn(OUT)).containsExactly("outside");
        manager.resume(transaction);
        transaction.enlistResource(source.getXAResource());
        source.createProducer().send(queue, "inside too");
        manager.commit();
        assertThat(lyingIn(OUT)).containsExactly("outside", "inside", "inside too");
    }

    @Test
    void refuseToGoOnAfterTheManagersTimeout() throws Exception {
        manager.setTransactionTimeout(1);
        manager.begin();
        manager.getTransaction().enlistResource(source.getXAResource());
        Queue queue = source.createQueue(OUT);
        source.createProducer().send(queue, "late");
        patiently("the transaction is given up", () -> isRolledBack(queue));
        assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);
        assertThat(lyingIn(OUT)).doesNotContain("late");
    }

    /** Either the broker refuses, or the manager has ended the branch and the session is outside of it. */
    private boolean isRolledBack(Queue queue) {
        try {
            source.createProducer().send(queue, "more");
            return manager.getStatus() != Status.STATUS_ACTIVE;
        } catch (TransactionRolledBackRuntimeException e) {
            return true;
        } catch (SystemException e) {
            throw new AssertionError(e);
        }
    }
}
