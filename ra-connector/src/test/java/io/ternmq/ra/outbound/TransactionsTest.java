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
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.TransactionInProgressException;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LazyEnlistableConnectionManager;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.io.Serial;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionsTest extends OutboundStage {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void commitsWithTheTransactionOfTheServer(boolean lazy) throws Exception {
        TestPool pool = pool(factory());
        pool.enlistLazily(lazy);
        transactions.begin();
        try (JMSContext context = programs(pool).createContext()) {
            context.createProducer().send(context.createQueue("orders"), "one");
            assertThat(context.getTransacted()).isTrue();
            assertThat(context.getSessionMode()).isEqualTo(JMSContext.SESSION_TRANSACTED);
        }
        assertThat(drain("orders")).isEmpty();
        transactions.commit();
        assertThat(drain("orders")).containsExactly("one");
        assertThat(pool.idle()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rollsBackWithTheTransactionOfTheServer(boolean lazy) throws Exception {
        send("in", "request");
        TestPool pool = pool(factory());
        pool.enlistLazily(lazy);
        transactions.begin();
        try (JMSContext context = programs(pool).createContext()) {
            assertThat(context.createConsumer(context.createQueue("in")).receiveBody(String.class, LONG))
                    .isEqualTo("request");
            context.createProducer().send(context.createQueue("out"), "answer");
        }
        transactions.rollback();
        assertThat(drain("out")).isEmpty();
        assertThat(drain("in")).containsExactly("request");
    }

    @Test
    void joinsATransactionThatBeginsAfterTheSessionWasMade() throws Exception {
        TestPool pool = pool(factory());
        try (Connection connection = programs(pool).createConnection();
                Session session = connection.createSession()) {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            assertThat(session.getTransacted()).isFalse();
            producer.send(session.createTextMessage("before"));
            assertThat(drain("orders")).containsExactly("before");
            transactions.begin();
            producer.send(session.createTextMessage("within"));
            assertThat(session.getTransacted()).isTrue();
            transactions.rollback();
            producer.send(session.createTextMessage("after"));
            assertThat(session.getTransacted()).isFalse();
        }
        assertThat(drain("orders")).containsExactly("after");
    }

    @Test
    void joinsWithAConnectionFromBeforeTheTransaction() throws Exception {
        TestPool pool = pool(factory());
        pool.enlistLazily(false);
        try (Connection connection = programs(pool).createConnection()) {
            transactions.begin();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue("orders")).send(session.createTextMessage("one"));
            transactions.rollback();
        }
        assertThat(drain("orders")).isEmpty();
    }

    @Test
    void sharesOneManagedConnectionWithinATransaction() throws Exception {
        TestPool pool = pool(factory());
        ConnectionFactory programs = programs(pool);
        transactions.begin();
        try (JMSContext first = programs.createContext();
                JMSContext second = programs.createContext()) {
            first.createProducer().send(first.createQueue("orders"), "one");
            second.createProducer().send(second.createQueue("orders"), "two");
        }
        transactions.commit();
        assertThat(pool.created()).isEqualTo(1);
        assertThat(drain("orders")).containsExactly("one", "two");
    }

    @Test
    void consumesOnceInACommittedTransactionThroughAConsumerFromBefore() throws Exception {
        send("in", "one", "two");
        TestPool pool = pool(factory());
        try (Connection connection = programs(pool).createConnection();
                Session session = connection.createSession()) {
            connection.start();
            MessageConsumer consumer = session.createConsumer(session.createQueue("in"));
            transactions.begin();
            assertThat(((TextMessage) consumer.receive(LONG)).getText()).isEqualTo("one");
            transactions.commit();
        }
        assertThat(drain("in")).containsExactly("two");
    }

    @Test
    void leavesTheEndOfTheServersTransactionToTheServer() throws Exception {
        TestPool pool = pool(factory());
        transactions.begin();
        try (Connection connection = programs(pool).createConnection();
                Session session = connection.createSession()) {
            assertThatThrownBy(session::commit).isInstanceOf(TransactionInProgressException.class);
            assertThatThrownBy(session::rollback).isInstanceOf(TransactionInProgressException.class);
            assertThatThrownBy(session::recover).isInstanceOf(jakarta.jms.IllegalStateException.class);
        }
        transactions.rollback();
    }

    @Test
    void drivesLocalTransactions() throws Exception {
        TestPool pool = new TestPool(server, factory(), transactions, TestPool.Part.LOCAL);
        for (boolean commits : new boolean[] {true, false}) {
            transactions.begin();
            try (JMSContext context = programs(pool).createContext()) {
                context.createProducer().send(context.createQueue("orders"), commits ? "kept" : "dropped");
            }
            assertThat(drain("orders")).isEmpty();
            if (commits) {
                transactions.commit();
                assertThat(drain("orders")).containsExactly("kept");
            } else {
                transactions.rollback();
            }
        }
        assertThat(drain("orders")).isEmpty();
        assertThat(pool.created()).isEqualTo(1);
    }

    @Test
    void rollsBackALocalTransactionThatIsLeftOpen() throws Exception {
        ManagedConnection connection = factory().createManagedConnection(null, null);
        Grip grip = (Grip) connection.getConnection(null, null);
        LocalTransaction local = connection.getLocalTransaction();
        local.begin();
        Session session = grip.held().session();
        session.createProducer(session.createQueue("orders")).send(session.createTextMessage("forgotten"));
        assertThatThrownBy(local::begin).isInstanceOf(LocalTransactionException.class);
        connection.cleanup();
        assertThatThrownBy(local::commit).isInstanceOf(LocalTransactionException.class);
        assertThat(drain("orders")).isEmpty();
        connection.destroy();
    }

    @Test
    void offersWhatTheFactoryIsConfiguredFor() throws Exception {
        TernManagedConnectionFactory local = factory();
        local.setTransactions("local");
        ManagedConnection connection = local.createManagedConnection(null, null);
        assertThat(local.getTransactionSupport().toString()).isEqualTo("LocalTransaction");
        assertThatThrownBy(connection::getXAResource).isInstanceOf(NotSupportedException.class);
        assertThat(connection.getLocalTransaction()).isNotNull();
        connection.destroy();
        TernManagedConnectionFactory none = factory();
        none.setTransactions("none");
        ManagedConnection alone = none.createManagedConnection(null, null);
        assertThatThrownBy(alone::getLocalTransaction).isInstanceOf(NotSupportedException.class);
        alone.destroy();
        assertThat(factory().getTransactionSupport()).isEqualTo(TernManagedConnectionFactory.XA);
    }

    @Test
    void isTheSameResourceManagerOnEveryConnection() throws Exception {
        TernManagedConnectionFactory factory = factory();
        ManagedConnection one = factory.createManagedConnection(null, null);
        ManagedConnection two = factory.createManagedConnection(null, null);
        assertThat(one.getXAResource().isSameRM(two.getXAResource())).isTrue();
        assertThat(one.getXAResource()).isSameAs(one.getXAResource());
        one.destroy();
        two.destroy();
    }

    @Test
    void doesNotSendOutsideOfATransactionThatTakesNobodyMore() throws Exception {
        TestPool pool = pool(factory());
        try (Connection connection = programs(pool).createConnection();
                Session session = connection.createSession()) {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            transactions.begin();
            transactions.setRollbackOnly();
            assertThatThrownBy(() -> producer.send(session.createMessage()))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("transaction");
            transactions.rollback();
        }
        assertThat(drain("orders")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void joinsWhatTwoUsersDoInOneTransaction(boolean commits) throws Exception {
        TestPool pool = pool(factory());
        transactions.begin();
        for (String user : new String[] {"ann", "bob"}) {
            try (JMSContext context = programs(pool).createContext(user, user + '1')) {
                context.createProducer().send(context.createQueue("orders"), user);
            }
        }
        assertThat(drain("orders")).isEmpty();
        if (commits) {
            transactions.commit();
        } else {
            transactions.rollback();
        }
        assertThat(drain("orders")).isEqualTo(commits ? List.of("ann", "bob") : List.of());
        assertThat(pool.idle()).isEqualTo(2);
    }

    /** Whom a server must not ask. */
    private static final class Unasked implements LazyEnlistableConnectionManager, ConnectionManager {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient ManagedConnection connection;

        Unasked(ManagedConnection connection) {
            this.connection = connection;
        }

        @Override
        public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
                throws ResourceException {
            return connection.getConnection(null, request);
        }

        @Override
        public void lazyEnlist(ManagedConnection asking) throws ResourceException {
            throw new ResourceException("there is no transaction to enlist in");
        }
    }

    @Test
    void asksToBeEnlistedOnlyWhereThereIsATransaction() throws Exception {
        TernManagedConnectionFactory factory = factory();
        ManagedConnection managed = factory.createManagedConnection(null, null);
        ConnectionFactory programs = (ConnectionFactory) factory.createConnectionFactory(new Unasked(managed));
        try (JMSContext context = programs.createContext()) {
            context.createProducer().send(context.createQueue("orders"), "outside");
            transactions.begin();
            assertThatThrownBy(() -> context.createProducer().send(context.createQueue("orders"), "within"))
                    .isInstanceOf(JMSRuntimeException.class)
                    .hasMessageContaining("no transaction to enlist in");
            transactions.rollback();
            context.createProducer().send(context.createQueue("orders"), "after");
        }
        assertThat(drain("orders")).containsExactly("outside", "after");
        managed.destroy();
    }

    @Test
    void forgetsTheTimeOutOfAUserWhoHasGone() throws Exception {
        ManagedConnection connection = factory().createManagedConnection(null, null);
        assertThat(connection.getXAResource().setTransactionTimeout(5)).isTrue();
        assertThat(connection.getXAResource().getTransactionTimeout()).isEqualTo(5);
        connection.cleanup();
        assertThat(connection.getXAResource().getTransactionTimeout()).isZero();
        connection.destroy();
    }

    @Test
    void givesNobodyAConnectionWhoseTransactionRuns() throws Exception {
        ManagedConnection connection = factory().createManagedConnection(null, null);
        transactions.begin();
        assertThat(transactions.getTransaction().enlistResource(connection.getXAResource()))
                .isTrue();
        assertThatThrownBy(connection::cleanup).isInstanceOf(jakarta.resource.spi.IllegalStateException.class);
        transactions.rollback();
        connection.cleanup();
        connection.destroy();
    }
}
