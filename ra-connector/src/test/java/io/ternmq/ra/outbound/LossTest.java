// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.test.connector.TestPool;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.transaction.RollbackException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The broker goes away at one moment or another. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LossTest extends OutboundStage {

    /** Counts. */
    private static final class Errors implements ConnectionEventListener {

        final AtomicInteger errors = new AtomicInteger();

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            errors.incrementAndGet();
        }

        @Override
        public void connectionClosed(ConnectionEvent event) {
            // not of interest
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {
            throw new AssertionError("no program begins one");
        }

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {
            throw new AssertionError("no program commits one");
        }

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {
            throw new AssertionError("no program rolls one back");
        }
    }

    @Test
    void isToldOfConnectionsThatNobodyHasUsedYet() throws Exception {
        ManagedConnection managed = factory().createManagedConnection(null, null);
        Errors heard = new Errors();
        managed.addConnectionEventListener(heard);
        broker.crash();
        eventually("the server hears of the loss", () -> heard.errors.get() == 1);
        managed.destroy();
        broker.restart();
        assertThat(heard.errors).hasValue(1);
    }

    @Test
    void reachesThePoolAlsoWhenAListenerOfTheProgramFails() throws Exception {
        TestPool pool = pool(clientFactory());
        CountDownLatch heard = new CountDownLatch(1);
        Connection connection = programs(pool).createConnection();
        connection.setExceptionListener(failure -> {
            heard.countDown();
            throw new IllegalArgumentException("on purpose");
        });
        broker.crash();
        assertThat(heard.await(LONG, TimeUnit.MILLISECONDS)).isTrue();
        eventually("the pool has thrown the connection away", () -> pool.destroyed() == 1);
        connection.close();
        broker.restart();
    }

    @Test
    void rollsBackTheTransactionInWhichItHappens() throws Exception {
        TestPool pool = pool(factory());
        transactions.begin();
        JMSContext context = programs(pool).createContext();
        context.createProducer().send(context.createQueue("orders"), "lost");
        broker.crash();
        context.close();
        assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
        broker.restart();
        assertThat(drain("orders")).isEmpty();
        eventually("the pool has thrown the connection away", () -> pool.destroyed() == 1);
        assertThat(pool.idle() + pool.busy()).isZero();
    }

    @Test
    void doesNotCommitALocalTransactionInWhichItHappens() throws Exception {
        ManagedConnection managed = factory().createManagedConnection(null, null);
        LocalTransaction local = managed.getLocalTransaction();
        local.begin();
        broker.crash();
        assertThatThrownBy(local::commit).isInstanceOf(LocalTransactionException.class);
        assertThatThrownBy(local::commit).isInstanceOf(LocalTransactionException.class);
        managed.destroy();
        broker.restart();
    }

    @Test
    void tellsTheTransactionManagerToAskAgainThroughRecovery() throws Exception {
        ManagedConnection managed = factory().createManagedConnection(null, null);
        managed.getConnection(null, null);
        broker.crash();
        broker.restart();
        assertThatThrownBy(() -> managed.getXAResource().recover(XAResource.TMSTARTRSCAN))
                .isInstanceOfSatisfying(
                        XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_RMFAIL));
        managed.destroy();
    }

    @Test
    void lastsNoLongerThanTheSessionOfAConnection() throws Exception {
        TestPool pool = pool(factory());
        try (Connection connection = programs(pool).createConnection()) {
            Session session = connection.createSession();
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            broker.crash();
            assertThatThrownBy(() -> producer.send(session.createMessage())).isInstanceOf(JMSException.class);
            session.close();
            broker.restart();
            Session next = connection.createSession();
            next.createProducer(next.createQueue("orders")).send(next.createTextMessage("again"));
        }
        assertThat(drain("orders")).containsExactly("again");
        assertThat(pool.busy()).isZero();
    }

    @Test
    void closesAConnectionThatNoServerKnows() throws Exception {
        TernManagedConnectionFactory factory = factory();
        ConnectionFactory programs = (ConnectionFactory) factory.createConnectionFactory();
        CountDownLatch heard = new CountDownLatch(1);
        Connection connection = programs.createConnection();
        connection.setExceptionListener(failure -> heard.countDown());
        broker.crash();
        assertThat(heard.await(LONG, TimeUnit.MILLISECONDS)).isTrue();
        assertThatThrownBy(connection::createSession).isInstanceOf(JMSException.class);
        connection.close();
        broker.restart();
        try (JMSContext context = programs.createContext()) {
            context.createProducer().send(context.createQueue("orders"), "again");
        }
        assertThat(drain("orders")).containsExactly("again");
    }

    @Test
    void leavesNoSessionBehindThatCouldNotStart() throws Exception {
        TernManagedConnectionFactory factory = factory();
        ManagedConnection managed = factory.createManagedConnection(null, null);
        Connection connection =
                ((ConnectionFactory) factory.createConnectionFactory(new Single(managed))).createConnection();
        connection.start();
        managed.getConnection(null, null);
        ((ManagedTernConnection) managed).line().close();
        assertThatThrownBy(connection::createSession).isInstanceOf(JMSException.class);
        assertThatThrownBy(connection::createSession)
                .isInstanceOf(JMSException.class)
                .hasMessageNotContaining("second session");
        connection.close();
        managed.destroy();
    }

    @Test
    void saysWhyAContextCannotBeMade() throws Exception {
        TestPool pool = pool(clientFactory());
        broker.crash();
        assertThatThrownBy(() -> programs(pool).createContext("ann", "ann1")).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> factory().createManagedConnection(null, null))
                .isInstanceOf(ResourceException.class)
                .hasMessageNotContaining("ann1");
        broker.restart();
        assertThat(pool.busy()).isZero();
    }
}
