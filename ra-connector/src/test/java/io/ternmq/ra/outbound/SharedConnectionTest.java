// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.transaction.Transaction;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that share one managed connection keep their transactions apart. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SharedConnectionTest extends OutboundStage {

    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void endTheOtherThread() {
        other.shutdownNow();
    }

    private <T> T elsewhere(Callable<T> task) throws Exception {
        return other.submit(task).get(LONG, TimeUnit.MILLISECONDS);
    }

    private static void send(Session session, String text) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue("orders"))) {
            producer.send(session.createTextMessage(text));
        }
    }

    private Connection connect(TernManagedConnectionFactory factory) throws Exception {
        return programs(pool(factory)).createConnection();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesASessionOfAnotherThreadOutsideOfTheTransaction(boolean known) throws Exception {
        adapter.knowsTransactions = known;
        try (Connection connection = connect(clientFactory())) {
            transactions.begin();
            Session mine = connection.createSession();
            send(mine, "mine");
            boolean transacted = elsewhere(() -> {
                Session session = connection.createSession();
                send(session, "theirs");
                return session.getTransacted();
            });
            assertThat(transacted).isFalse();
            assertThat(mine.getTransacted()).isTrue();
            assertThat(drain("orders")).containsExactly("theirs");
            transactions.rollback();
            assertThat(drain("orders")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsASessionOfAnEarlierTransactionOutOfTheNextOneOfAnotherThread(boolean known) throws Exception {
        adapter.knowsTransactions = known;
        try (Connection connection = connect(clientFactory())) {
            transactions.begin();
            Session early = connection.createSession();
            MessageProducer producer = early.createProducer(early.createQueue("orders"));
            producer.send(early.createTextMessage("first"));
            transactions.commit();
            elsewhere(() -> {
                transactions.begin();
                send(connection.createSession(), "theirs");
                return true;
            });
            producer.send(early.createTextMessage("mine"));
            assertThat(early.getTransacted()).isFalse();
            elsewhere(() -> {
                transactions.rollback();
                return true;
            });
            transactions.begin();
            producer.send(early.createTextMessage("dropped"));
            transactions.rollback();
            early.close();
        }
        assertThat(drain("orders")).containsExactly("first", "mine");
    }

    @Test
    void hearsOnceMoreOnASessionThatHasLeftItsTransaction() throws Exception {
        send("in", "one", "two");
        try (Connection connection = connect(clientFactory())) {
            connection.start();
            transactions.begin();
            Session session = connection.createSession();
            var consumer = session.createConsumer(session.createQueue("in"));
            assertThat(((TextMessage) consumer.receive(LONG)).getText()).isEqualTo("one");
            transactions.commit();
            assertThat(((TextMessage) consumer.receive(LONG)).getText()).isEqualTo("two");
        }
        assertThat(drain("in")).isEmpty();
    }

    @Test
    void refusesASecondTransactionOnTheSameConnection() throws Exception {
        try (Connection connection = connect(clientFactory())) {
            transactions.begin();
            Session mine = connection.createSession();
            send(mine, "mine");
            Callable<Session> another = () -> {
                transactions.begin();
                return connection.createSession();
            };
            assertThatThrownBy(() -> elsewhere(another))
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a connection of its own");
            transactions.commit();
        }
        assertThat(drain("orders")).containsExactly("mine");
    }

    @Test
    void goesOnInATransactionThatIsTakenToAnotherThread() throws Exception {
        try (Connection connection = connect(factory())) {
            transactions.begin();
            Session session = connection.createSession();
            send(session, "here");
            Transaction taken = Objects.requireNonNull(transactions.suspend());
            elsewhere(() -> {
                transactions.resume(taken);
                send(session, "there");
                transactions.rollback();
                return true;
            });
        }
        assertThat(drain("orders")).isEmpty();
    }

    @Test
    void refusesASessionOfAServerWhoseConnectionWorksForAnotherThread() throws Exception {
        try (Connection connection = connect(factory())) {
            transactions.begin();
            Session session = connection.createSession();
            send(session, "mine");
            Callable<Boolean> sending = () -> {
                send(session, "theirs");
                return true;
            };
            assertThatThrownBy(() -> elsewhere(sending))
                    .hasCauseInstanceOf(IllegalStateException.class);
            transactions.commit();
        }
        assertThat(drain("orders")).containsExactly("mine");
    }
}
