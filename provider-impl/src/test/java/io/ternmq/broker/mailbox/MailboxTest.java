// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private final CoreHarness core = CoreHarness.plain();
    private final TestClient client = core.connect();

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            client.send(core.toQueue("q")).done();
        }
    }

    @Test
    void deliversNoMoreThanTheCredit() {
        send(5);
        long consumer = client.consume("q", 2);

        assertThat(client.takeTexts(consumer)).containsExactly("m1", "m2");
        client.credit(consumer, 1);
        assertThat(client.takeTexts(consumer)).containsExactly("m3");
    }

    @Test
    void deliversNothingOnRevokedCredit() {
        long consumer = client.consume("q", 3);
        client.ask(new Credit(consumer, Credit.REVOKE)).done();
        send(2);

        assertThat(client.takeTexts(consumer)).isEmpty();
        client.credit(consumer, 1);
        assertThat(client.takeTexts(consumer)).containsExactly("m1");
    }

    @Test
    void survivesMoreCreditThanANumberHolds() {
        long consumer = client.consume("q", Integer.MAX_VALUE);
        client.credit(consumer, Integer.MAX_VALUE);
        send(2);

        assertThat(client.takeTexts(consumer)).containsExactly("m1", "m2");
    }

    @Test
    void givesEveryConsumerItsTurn() {
        List<Long> consumers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            consumers.add(client.consume("q", 10));
        }
        send(9);

        for (int i = 0; i < 3; i++) {
            assertThat(client.takeTexts(consumers.get(i)))
                    .containsExactly("m" + (i + 1), "m" + (i + 4), "m" + (i + 7));
        }
    }

    @Test
    void putsReleasedMessagesBackInFrontWithoutCountingTheAttempt() {
        send(4);
        long consumer = client.consume("q", 3);
        List<Event.Deliver> first = client.takeDeliveries(consumer);
        client.settle(consumer, Outcome.RELEASED, first.get(2).delivery(), first.get(0).delivery());
        client.credit(consumer, 3);

        List<Event.Deliver> second = client.takeDeliveries(consumer);
        assertThat(second).extracting(delivery -> TestClient.text(delivery.message()))
                .containsExactly("m1", "m3", "m4");
        assertThat(second).extracting(Event.Deliver::attempt).containsExactly(1, 1, 1);
    }

    @Test
    void countsFailedAttempts() {
        send(1);
        long consumer = client.consume("q", 1);
        for (int attempt = 1; attempt <= 3; attempt++) {
            Event.Deliver delivery = client.takeOne(consumer);
            assertThat(delivery.attempt()).isEqualTo(attempt);
            client.settle(consumer, Outcome.FAILED, delivery.delivery());
            client.credit(consumer, 1);
        }
        assertThat(core.queue("q").totals().redelivered()).isEqualTo(3);
    }

    @Test
    void settlesADeliveryOnceHoweverOftenItIsNamed() {
        send(1);
        long consumer = client.consume("q", 1);
        Event.Deliver delivery = client.takeOne(consumer);
        client.settle(consumer, Outcome.FAILED, delivery.delivery(), delivery.delivery());
        client.credit(consumer, 1);

        assertThat(core.queue("q").totals().redelivered()).isEqualTo(1);
        assertThat(client.takeOne(consumer).attempt()).isEqualTo(2);
    }

    @Test
    void settlesOnlyWhatIsInFlightToTheConsumerNamed() {
        send(1);
        long holder = client.consume("q", 1);
        long other = client.open("q");
        Event.Deliver delivery = client.takeOne(holder);
        client.settle(other, Outcome.ACCEPTED, delivery.delivery());
        client.acknowledge(other, delivery.delivery(), 0);
        core.connect().settle(holder, Outcome.ACCEPTED, delivery.delivery());

        assertThat(core.queue("q").inFlight()).isEqualTo(1);
        client.acknowledge(holder, delivery.delivery(), 0);
        assertThat(core.queue("q").depth()).isZero();
    }

    @Test
    void letsAClosedConsumerSettleWhatItHolds() {
        send(2);
        long consumer = client.consume("q", 2);
        List<Event.Deliver> held = client.takeDeliveries(consumer);
        client.close(consumer);
        assertThat(core.queue("q").inFlight()).isEqualTo(2);
        client.settle(consumer, Outcome.ACCEPTED, held.get(0).delivery());
        client.settle(consumer, Outcome.RELEASED, held.get(1).delivery());

        assertThat(core.queue("q").depth()).isEqualTo(1);
        assertThat(client.takeTexts(client.consume("q", 5))).containsExactly("m2");
    }

    @Test
    void asksAHoarderForMessagesBackWhenAnotherConsumerStarves() {
        send(4);
        long hoarder = client.consume("q", 10);
        client.takeDeliveries(hoarder);
        long hungry = client.consume("q", 1);
        assertThat(client.recalls(hoarder)).as("nobody waits yet").isZero();

        client.ask(new Await(hungry, 0)).done();
        assertThat(client.recalls(hoarder)).isEqualTo(1);
        client.ask(new Await(hungry, 0)).done();
        assertThat(client.recalls(hoarder)).as("asked again before it answered").isEqualTo(1);
    }

    /** It said that it would sleep while a message was on its way: it has woken up since, and may hold it for long. */
    @Test
    void asksAHolderThatOnlySeemsToSleep() {
        long holder = client.consume("q", 4);
        send(1);
        client.ask(new Await(holder, 0)).done();
        client.takeDeliveries(holder);
        client.ask(new Await(client.consume("q", 1), 0)).done();

        assertThat(client.recalls(holder)).isEqualTo(1);
    }

    @Test
    void asksNobodyWhoSleeps() {
        long sleeper = client.consume("q", 4);
        send(1);
        client.takeDeliveries(sleeper);
        client.ask(new Await(sleeper, 1)).done();
        client.ask(new Await(client.consume("q", 1), 0)).done();

        assertThat(client.recalls(sleeper)).isZero();
    }

    /** Rather late than never: a holder may not come back to it for long, and nobody has seen it yet. */
    @Test
    void handsOnWhatAHolderGivesBackEvenBehindWhatCameMeanwhile() {
        send(3);
        long hoarder = client.consume("q", 3);
        List<Event.Deliver> held = client.takeDeliveries(hoarder);
        long hungry = client.consume("q", 1);
        client.ask(new Await(hungry, 0)).done();
        assertThat(client.recalls(hoarder)).isEqualTo(1);
        client.send(core.toQueue("q")).done();
        Event.Deliver later = client.takeOne(hungry);
        assertThat(TestClient.text(later.message())).isEqualTo("m4");
        client.acknowledge(hungry, later.delivery(), 1);

        client.settle(hoarder, Outcome.RELEASED, held.get(2).delivery());
        Event.Deliver handedOn = client.takeOne(hungry);
        assertThat(TestClient.text(handedOn.message())).isEqualTo("m3");
        assertThat(handedOn.attempt()).as("nobody has seen it before").isEqualTo(1);
    }

    @Test
    void seesAStarvingConsumerBehindOneThatTookItsCreditBack() {
        send(4);
        long hoarder = client.consume("q", 4);
        client.takeDeliveries(hoarder);
        long stopped = client.consume("q", 1);
        client.ask(new Credit(stopped, Credit.REVOKE)).done();
        client.settle(hoarder, Outcome.RELEASED);
        client.ask(new Await(client.consume("q", 1), 0)).done();

        assertThat(client.recalls(hoarder)).isPositive();
    }

    @Test
    void remembersTheOrderAcrossARestart() {
        send(3);
        client.send(core.toQueue("q").priority(9)).done();
        long consumer = client.consume("q", 2);
        List<Event.Deliver> held = client.takeDeliveries(consumer);
        client.settle(consumer, Outcome.RELEASED, held.get(1).delivery());
        core.restart();
        TestClient next = core.connect();
        long after = next.consume("q", 9);

        List<Event.Deliver> deliveries = next.takeDeliveries(after);
        assertThat(deliveries).extracting(delivery -> TestClient.text(delivery.message()))
                .containsExactly("m4", "m1", "m2", "m3");
        assertThat(deliveries).extracting(Event.Deliver::attempt).containsExactly(2, 1, 1, 1);
    }
}
