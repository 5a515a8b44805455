// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Address;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.EndLease;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.ExtendLease;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that belong to their taker for a time. */
class LeasesTest {

    private static final long LEASE = 1_000;

    private CoreHarness core = CoreHarness.plain();

    private static long taker(TestClient client) {
        return client.open(new Source.OfLeases(Address.queue("q"), LEASE), null);
    }

    private Event.Deliver take(TestClient client, long taker) {
        client.credit(taker, 1);
        return client.takeOne(taker);
    }

    private static TestClient.Answer extend(TestClient client, Event.Deliver lease, long millis) {
        return client.ask(new ExtendLease(lease.consumer(), lease.delivery(), lease.attempt(), millis));
    }

    private static TestClient.Answer end(TestClient client, Event.Deliver lease, Outcome outcome, long delay) {
        return client.ask(new EndLease(
                lease.consumer(), lease.delivery(), lease.attempt(), outcome, "because", delay));
    }

    @Test
    void goesBackAsAFailedAttemptWhenTheTimeIsOver() {
        TestClient client = core.connect();
        long taker = taker(client);
        client.send(core.toQueue("q")).done();
        Event.Deliver first = take(client, taker);
        client.credit(taker, 1);
        core.time().advance(LEASE - 1);
        assertThat(client.takeDeliveries(taker)).isEmpty();
        core.time().advance(1);

        assertThat(client.takeOne(taker).attempt()).isEqualTo(2);
        end(client, first, Outcome.ACCEPTED, 0).refused(ErrorCode.LEASE_LOST);
        extend(client, first, LEASE).refused(ErrorCode.LEASE_LOST);
        assertThat(core.queue("q").depth()).isEqualTo(1);
    }

    @Test
    void lastsLongerWhenItIsExtended() {
        TestClient client = core.connect();
        long taker = taker(client);
        client.send(core.toQueue("q")).done();
        Event.Deliver lease = take(client, taker);
        core.time().advance(LEASE - 1);
        extend(client, lease, 5 * LEASE).done();
        core.time().advance(5 * LEASE - 1);
        end(client, lease, Outcome.ACCEPTED, 0).done();
        assertThat(core.queue("q").depth()).isZero();
        end(client, lease, Outcome.ACCEPTED, 0).refused(ErrorCode.LEASE_LOST);
        core.time().advance(5 * LEASE);
        assertThat(core.queue("q").totals().acknowledged()).isEqualTo(1);
    }

    @Test
    void canBeMadeShorter() {
        TestClient client = core.connect();
        long taker = taker(client);
        client.send(core.toQueue("q")).done();
        Event.Deliver lease = take(client, taker);
        extend(client, lease, 10).done();
        core.time().advance(10);
        assertThat(core.queue("q").waiting()).isEqualTo(1);
        extend(client, lease, 10).refused(ErrorCode.LEASE_LOST);
        extend(client, take(client, taker), 0).refused(ErrorCode.INVALID_SETTING);
    }

    @Test
    void isGivenBackWithADelay() {
        TestClient client = core.connect();
        long taker = taker(client);
        client.send(core.toQueue("q")).done();
        Event.Deliver lease = take(client, taker);
        end(client, lease, Outcome.FAILED, 300).done();
        client.credit(taker, 1);
        core.time().advance(299);
        assertThat(client.takeDeliveries(taker)).isEmpty();
        core.time().advance(1);
        assertThat(client.takeOne(taker).attempt()).isEqualTo(2);
    }

    @Test
    void theLastFailedAttemptLeadsToTheDeadLettersWithItsReason() {
        Redelivery twice = new Redelivery(2, 0, 1, 0);
        core = CoreHarness.with(Map.of("q", DestinationPolicy.DEFAULT.withRedelivery(twice)));
        TestClient client = core.connect();
        long taker = taker(client);
        client.send(core.toQueue("q")).done();
        end(client, take(client, taker), Outcome.FAILED, 0).done();
        end(client, take(client, taker), Outcome.FAILED, 500).done();
        long dead = client.consume("DLQ.q", 1);
        assertThat(client.takeOne(dead).message().properties().get("JMS_TERN_DeadLetterCause")).isEqualTo("because");
    }

    @Test
    void aConnectionThatEndsGivesItsLeasesBackAtOnce() {
        TestClient client = core.connect();
        client.send(core.toQueue("q")).done();
        take(client, taker(client));
        client.lose();
        TestClient next = core.connect();
        assertThat(take(next, taker(next)).attempt()).isEqualTo(2);
    }

    @Test
    void aTakerThatIsClosedKeepsItsLeasesUntilTheyAreOver() {
        TestClient client = core.connect();
        long taker = taker(client);
        client.send(core.toQueue("q")).done();
        client.send(core.toQueue("q")).done();
        Event.Deliver first = take(client, taker);
        take(client, taker);
        client.close(taker);
        end(client, first, Outcome.ACCEPTED, 0).done();
        core.time().advance(LEASE);
        assertThat(core.queue("q").waiting()).isEqualTo(1);
    }

    @Test
    void whatIsNotWantedIsNotGiven() {
        TestClient client = core.connect();
        long taker = taker(client);
        client.credit(taker, 5);
        client.credit(taker, Credit.REVOKE);
        client.send(core.toQueue("q")).done();
        assertThat(client.takeDeliveries(taker)).isEmpty();
    }

    @Test
    void nobodyIsAskedForALeasedMessageBack() {
        TestClient client = core.connect();
        long taker = taker(client);
        client.send(core.toQueue("q").priority(1)).done();
        take(client, taker);
        long sleeper = client.consume("q", 1);
        client.ask(new io.ternmq.protocol.Await(sleeper, 0)).done();
        assertThat(client.recalls(taker)).isZero();
    }

    @Test
    void afterARestartEverythingIsThereAgainAndNoDeadlineRings() {
        TestClient client = core.connect();
        client.send(core.toQueue("q")).done();
        take(client, taker(client));
        core.restart();
        TestClient next = core.connect();
        long taker = taker(next);
        Event.Deliver lease = take(next, taker);
        core.time().advance(LEASE - 1);
        end(next, lease, Outcome.ACCEPTED, 0).done();
        assertThat(core.queue("q").depth()).isZero();
    }

    @Test
    void onlyLeasesAreExtended() {
        TestClient client = core.connect();
        long consumer = client.consume("q", 1);
        client.send(core.toQueue("q")).done();
        Event.Deliver delivery = client.takeOne(consumer);
        extend(client, delivery, LEASE).refused(ErrorCode.LEASE_LOST);
        end(client, delivery, Outcome.ACCEPTED, 0).refused(ErrorCode.LEASE_LOST);
    }
}
