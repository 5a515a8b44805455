// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.test.connector.TestPool;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.resource.spi.ManagedConnection;
import jakarta.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a session whose transaction somebody else has ended or laid aside. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EndedTransactionTest extends OutboundStage {

    private final ExecutorService reaper = Executors.newSingleThreadExecutor();

    @AfterEach
    void endTheReaper() {
        reaper.shutdownNow();
    }

    /** What a transaction manager does on a thread of its own when a transaction has lasted too long. */
    private void rollBackFromElsewhere(Transaction late) throws Exception {
        Callable<Void> end = () -> {
            late.rollback();
            return null;
        };
        reaper.submit(end).get(LONG, TimeUnit.MILLISECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesToSendOutsideOfATransactionThatLastedTooLong(boolean lazy) throws Exception {
        TestPool pool = pool(factory());
        pool.enlistLazily(lazy);
        transactions.begin();
        try (Connection connection = programs(pool).createConnection();
                Session session = connection.createSession()) {
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            producer.send(session.createMessage());
            rollBackFromElsewhere(Objects.requireNonNull(transactions.getTransaction()));
            assertThatThrownBy(() -> producer.send(session.createTextMessage("late")))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("transaction");
            assertThat(transactions.suspend()).isNotNull();
            producer.send(session.createTextMessage("afterwards"));
        }
        assertThat(drain("orders")).containsExactly("afterwards");
    }

    @Test
    void doesNotSendInASecondTransactionWhileTheFirstIsLaidAside() throws Exception {
        TernManagedConnectionFactory factory = factory();
        ManagedConnection managed = factory.createManagedConnection(null, null);
        ConnectionFactory programs = (ConnectionFactory) factory.createConnectionFactory(new Single(managed));
        transactions.begin();
        Transaction first = Objects.requireNonNull(transactions.getTransaction());
        try (Connection connection = programs.createConnection();
                Session session = connection.createSession()) {
            assertThat(first.enlistResource(managed.getXAResource())).isTrue();
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            producer.send(session.createTextMessage("first"));
            assertThat(first.delistResource(managed.getXAResource(), XAResource.TMSUSPEND)).isTrue();
            transactions.suspend();
            producer.send(session.createTextMessage("outside"));
            transactions.begin();
            assertThatThrownBy(() -> producer.send(session.createTextMessage("second")))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("laid it aside");
            transactions.rollback();
            transactions.resume(first);
            assertThat(first.enlistResource(managed.getXAResource())).isTrue();
            producer.send(session.createTextMessage("first again"));
            transactions.commit();
        }
        managed.destroy();
        assertThat(drain("orders")).containsExactly("outside", "first", "first again");
    }

    @Test
    void knowsWhichOfTwoBranchesHasEnded() throws Exception {
        ManagedConnection managed = factory().createManagedConnection(null, null);
        Grip grip = (Grip) managed.getConnection(null, null);
        XAResource resource = managed.getXAResource();
        Xid first = new Name("first");
        Xid second = new Name("second");
        resource.start(first, XAResource.TMNOFLAGS);
        resource.end(first, XAResource.TMSUSPEND);
        resource.start(second, XAResource.TMNOFLAGS);
        resource.end(first, XAResource.TMSUCCESS);
        assertThat(grip.held().standing()).isEqualTo(Standing.WITHIN);
        resource.end(second, XAResource.TMSUCCESS);
        assertThat(grip.held().standing()).isEqualTo(Standing.FREE);
        resource.rollback(first);
        resource.rollback(second);
        managed.destroy();
    }

    private record Name(String text) implements Xid {

        @Override
        public int getFormatId() {
            return 7;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }
}
