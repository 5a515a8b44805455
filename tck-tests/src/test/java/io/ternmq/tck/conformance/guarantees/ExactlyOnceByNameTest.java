// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.tck.conformance.Section;
import io.ternmq.test.TernMQExtension;
import io.ternmq.test.TestBroker;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.Topic;
import jakarta.jms.XAJMSContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program sends again under the same name is in the broker once. */
@DisplayName("Exactly once into the broker, by a name that the program gives")
@Section({"6.2.12", "7.7", "3.5.10"})
class ExactlyOnceByNameTest {

    private static final int MOST = 5;
    private static final Duration WINDOW = Duration.ofSeconds(30);

    @RegisterExtension
    static final TernMQExtension TERNMQ = TernMQExtension.builder()
            .policy(BrokerPolicy.defaults()
                    .withDuplicateWindowMillis(WINDOW.toMillis())
                    .withDuplicateWindowIds(MOST))
            .build();

    @SuppressWarnings("ArrayRecordComponent") // as the interface wants it; never compared
    private record Name(int getFormatId, byte[] getGlobalTransactionId, byte[] getBranchQualifier) implements Xid {}

    @Test
    void takesOneOfEachNameAndShowsItToTheReceiver(TestBroker broker) throws Exception {
        try (Party party = Party.join(broker)) {
            party.sendNamed("order 1", "a");
            party.sendNamed("order 1", "b");
            party.sendNamed("order 2", "c");
            JMSConsumer consumer = party.context().createConsumer(party.queue, "JMS_TERN_DedupId = 'order 1'");
            Message message = Objects.requireNonNull(consumer.receiveNoWait());
            assertThat(Party.textOf(message)).isEqualTo("a");
            assertThat(message.getStringProperty(MessageProperties.DEDUP_ID)).isEqualTo("order 1");
            assertThat(consumer.receiveNoWait()).isNull();
        }
        assertThat(Party.texts(broker)).containsExactly("c");
        assertThat(broker.statistics().duplicates()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void knowsAcrossARestartWhatWasConsumedLongAgo(boolean crash, TestBroker broker) throws Exception {
        try (Party party = Party.join(broker)) {
            party.sendNamed("order 1", "a");
            assertThat(party.receiveAll()).containsExactly("a");
        }
        if (crash) {
            broker.crash();
        }
        broker.restart();
        try (Party party = Party.join(broker)) {
            party.sendNamed("order 1", "a again");
            party.sendNamed("order 2", "b");
        }
        assertThat(Party.texts(broker)).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @Section({"6.2.12", "7.2", "9.1"})
    void takesOnceWhatASendLeftOpenThatFailed(int survives, TestBroker broker) throws Exception {
        Party lost = Party.join(broker);
        broker.faults().store().holdCompletions();
        broker.faults().store().keepAtCrash(survives);
        CompletableFuture<Void> send = CompletableFuture.runAsync(() -> lost.sendNamed("order 1", "a"));
        broker.faults().store().awaitHeldAppends(1);
        broker.crash();
        broker.restart();
        assertThat(catchThrowable(send::join)).hasCauseInstanceOf(JMSRuntimeException.class);
        assertThat(Party.texts(broker)).hasSize(survives);
        try (Party party = Party.join(broker)) {
            party.sendNamed("order 1", "a");
        }
        assertThat(Party.texts(broker)).containsExactly("a");
    }

    @Test
    void forgetsANameAtTheEndOfTheWindow(TestBroker broker) throws Exception {
        try (Party party = Party.join(broker)) {
            party.sendNamed("order 1", "a");
            broker.advance(WINDOW.minusMillis(1));
            party.sendNamed("order 1", "b");
            broker.advance(Duration.ofMillis(1));
            party.sendNamed("order 1", "c");
            broker.crash();
        }
        broker.restart();
        try (Party party = Party.join(broker)) {
            broker.advance(WINDOW.minusMillis(1));
            party.sendNamed("order 1", "d");
            broker.advance(Duration.ofMillis(1));
            party.sendNamed("order 1", "e");
        }
        assertThat(Party.texts(broker)).containsExactly("a", "c", "e");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void forgetsTheOldestNameOfTooMany(boolean restart, TestBroker broker) throws Exception {
        try (Party party = Party.join(broker)) {
            for (int i = 0; i <= MOST; i++) {
                party.sendNamed("order " + i, "first " + i);
            }
        }
        if (restart) {
            broker.restart();
        }
        try (Party party = Party.join(broker)) {
            for (int i = MOST; i >= 0; i--) {
                party.sendNamed("order " + i, "second " + i);
            }
        }
        assertThat(Party.texts(broker)).hasSize(MOST + 2).last().isEqualTo("second 0");
    }

    @Test
    @Section({"6.2.12", "6.2.7"})
    void takesANameByTheCommit(TestBroker broker) throws Exception {
        try (Party work = Party.join(broker, JMSContext.SESSION_TRANSACTED);
                Party other = Party.join(broker)) {
            work.sendNamed("order 1", "rolled back");
            work.context().rollback();
            work.sendNamed("order 1", "too late");
            work.sendNamed("order 2", "in time");
            work.sendNamed("order 2", "twice");
            other.sendNamed("order 1", "overtakes");
            work.context().commit();
            other.sendNamed("order 2", "after it");
        }
        assertThat(Party.texts(broker)).containsExactly("overtakes", "in time");
        assertThat(broker.statistics().duplicates()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Section({"6.2.12", "11.3.2"})
    void takesANameByTheCommitOfABranch(boolean crashWhilePrepared, TestBroker broker) throws Exception {
        Xid xid = new Name(1, new byte[] {1}, new byte[] {2});
        TernXAConnectionFactory factory = new TernXAConnectionFactory(broker.connectionFactory().uri().toString());
        XAJMSContext work = factory.createXAContext();
        work.getXAResource().start(xid, XAResource.TMNOFLAGS);
        work.createProducer()
                .setProperty(MessageProperties.DEDUP_ID, "order 1")
                .send(work.createQueue("place"), "of the branch");
        work.getXAResource().end(xid, XAResource.TMSUCCESS);
        assertThat(work.getXAResource().prepare(xid)).isEqualTo(XAResource.XA_OK);
        if (crashWhilePrepared) {
            broker.crash();
            broker.restart();
        }
        try (XAJMSContext manager = factory.createXAContext();
                Party other = Party.join(broker)) {
            manager.getXAResource().commit(xid, false);
            other.sendNamed("order 1", "later");
        }
        assertThat(Party.texts(broker)).containsExactly("of the branch");
    }

    @Test
    void takesTheNameOfADelayedMessageWhenItIsSent(TestBroker broker) throws Exception {
        try (Party party = Party.join(broker)) {
            party.context()
                    .createProducer()
                    .setDeliveryDelay(10_000)
                    .setProperty(MessageProperties.DEDUP_ID, "order 1")
                    .send(party.queue, "delayed");
            party.sendNamed("order 1", "at once");
            assertThat(Party.texts(broker)).isEmpty();
            broker.advance(Duration.ofSeconds(10));
            assertThat(Party.texts(broker)).containsExactly("delayed");
        }
    }

    @Test
    void keepsNamesOfDestinationsApart(TestBroker broker) throws Exception {
        try (Party party = Party.join(broker)) {
            Topic topic = party.context().createTopic("place");
            JMSConsumer subscriber = party.context().createSharedDurableConsumer(topic, "listener");
            party.sendNamed("order 1", "to the queue");
            party.sendNamed(topic, "order 1", "to the topic");
            party.sendNamed(topic, "order 1", "to the topic again");
            assertThat(Party.textOf(Objects.requireNonNull(subscriber.receiveNoWait()))).isEqualTo("to the topic");
            assertThat(subscriber.receiveNoWait()).isNull();
        }
        assertThat(Party.texts(broker)).containsExactly("to the queue");
    }

    @Test
    void remembersNamesOfNonPersistentMessagesInMemory(TestBroker broker) throws Exception {
        for (int life = 0; life < 2; life++) {
            try (Party party = Party.join(broker)) {
                for (int attempt = 0; attempt < 2; attempt++) {
                    party.context()
                            .createProducer()
                            .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                            .setProperty(MessageProperties.DEDUP_ID, "order 1")
                            .send(party.queue, "attempt " + attempt);
                }
                assertThat(party.receiveAll()).containsExactly("attempt 0");
            }
            broker.restart();
        }
    }

    @Test
    void refusesANameThatIsNoString(TestBroker broker) throws Exception {
        try (Party party = Party.join(broker)) {
            Throwable refusal = catchThrowable(() -> party.context()
                    .createProducer()
                    .setProperty(MessageProperties.DEDUP_ID, 7)
                    .send(party.queue, "x"));
            assertThat(refusal)
                    .isInstanceOf(MessageFormatRuntimeException.class)
                    .hasMessageContaining(MessageProperties.DEDUP_ID);
        }
        assertThat(Party.texts(broker)).isEmpty();
    }
}
