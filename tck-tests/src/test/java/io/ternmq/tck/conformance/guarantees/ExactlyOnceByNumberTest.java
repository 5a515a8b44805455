// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Reply;
import io.ternmq.tck.conformance.Section;
import io.ternmq.test.TernMQTest;
import io.ternmq.test.TestBroker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sends again because it heard no answer is in the broker once. */
@TernMQTest
@DisplayName("Exactly once into the broker, by the number of the message")
@Section({"6.2.12", "7.7", "9.1"})
class ExactlyOnceByNumberTest {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    @Test
    void takesOnceWhatIsSentAgain(TestBroker broker) throws Exception {
        try (BareLink link = new BareLink(broker.connector())) {
            FrozenMessage message = BareLink.message("p", 1);
            link.send(message);
            link.sendAgain(message);
            link.sendAgain(BareLink.message("p", 2));
            link.sendAgain(BareLink.message("q", 1));
        }
        assertThat(Party.texts(broker)).containsExactly("p1", "p2", "q1");
        assertThat(broker.statistics().duplicates()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void knowsAcrossARestart(boolean crash, TestBroker broker) throws Exception {
        FrozenMessage first = BareLink.message("p", 1);
        FrozenMessage second = BareLink.message("p", 2);
        try (BareLink link = new BareLink(broker.connector())) {
            link.send(first);
        }
        try (Party receiver = Party.join(broker)) {
            assertThat(receiver.receiveAll()).containsExactly("p1");
        }
        if (crash) {
            broker.crash();
        }
        broker.restart();
        try (BareLink link = new BareLink(broker.connector())) {
            link.sendAgain(first);
            link.sendAgain(second);
        }
        assertThat(Party.texts(broker)).containsExactly("p2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void takesOnceWhatTheCrashLeftOpen(int survives, TestBroker broker) throws Exception {
        FrozenMessage message = BareLink.message("p", 1);
        BareLink lost = new BareLink(broker.connector());
        broker.faults().store().holdCompletions();
        broker.faults().store().keepAtCrash(survives);
        CompletableFuture<Reply> answer = lost.sendAndHope(message);
        broker.faults().store().awaitHeldAppends(1);
        broker.crash();
        broker.restart();
        assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOf(Reply.Refused.class);
        assertThat(Party.texts(broker)).hasSize(survives);
        try (BareLink link = new BareLink(broker.connector())) {
            link.sendAgain(message);
        }
        assertThat(Party.texts(broker)).containsExactly("p1");
    }

    @Test
    @Section({"6.2.12", "6.2.7"})
    void takesOnceWhatATransactionCommittedAndAgainWhatItRolledBack(TestBroker broker) throws Exception {
        FrozenMessage committed = BareLink.message("p", 1);
        FrozenMessage rolledBack = BareLink.message("p", 2);
        try (BareLink link = new BareLink(broker.connector())) {
            link.send(committed, 1);
            link.sendAgain(committed, 1);
            link.commit(1);
            link.send(rolledBack, 2);
            link.rollback(2);
        }
        broker.crash();
        broker.restart();
        try (BareLink link = new BareLink(broker.connector())) {
            link.sendAgain(committed, 1);
            link.sendAgain(rolledBack, 1);
            link.commit(1);
        }
        assertThat(Party.texts(broker)).containsExactly("p1", "p2");
    }

    @Test
    void remembersAProducerForTheWindowAfterItsLastMessage(TestBroker broker) throws Exception {
        FrozenMessage first = BareLink.message("p", 1);
        try (BareLink link = new BareLink(broker.connector())) {
            link.send(first);
            broker.advance(WINDOW.minusMillis(1));
            link.send(BareLink.message("p", 2));
            broker.advance(WINDOW.minusMillis(1));
            link.sendAgain(first);
            assertThat(Party.texts(broker)).containsExactly("p1", "p2");
            broker.advance(WINDOW.multipliedBy(2));
            link.sendAgain(first);
            assertThat(Party.texts(broker)).containsExactly("p1", "p2", "p1");
        }
    }

    @Test
    void neverTakesAFirstAttemptForADuplicate(TestBroker broker) throws Exception {
        try (BareLink link = new BareLink(broker.connector())) {
            link.send(BareLink.message("p", 1));
            link.send(BareLink.message("p", 1));
        }
        assertThat(Party.texts(broker)).containsExactly("p1", "p1");
    }
}
