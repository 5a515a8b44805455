// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.protocol.DeleteTemporary;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes with a connection, and what its transactions leave behind. */
class DepartureTest {

    private final CoreHarness core = CoreHarness.plain();
    private final TestClient client = core.connect();

    @Test
    void givesBackWhatALostConnectionHeldAndCountsTheAttempt() {
        for (int i = 0; i < 3; i++) {
            client.send(core.toQueue("q")).done();
        }
        TestClient lost = core.connect();
        lost.consume("q", 2);
        lost.lose();
        long consumer = client.consume("q", 5);

        List<Event.Deliver> deliveries = client.takeDeliveries(consumer);
        assertThat(deliveries).extracting(delivery -> TestClient.text(delivery.message()))
                .containsExactly("m1", "m2", "m3");
        assertThat(deliveries).extracting(Event.Deliver::attempt).containsExactly(2, 2, 1);
    }

    @Test
    void forgetsTheTransactionsOfALostConnection() {
        TestClient lost = core.connect();
        lost.send(core.toQueue("q"), 1).done();
        lost.lose();

        assertThat(core.queue("q").depth()).isZero();
        assertThat(core.statistics().memoryBytes()).isZero();
        assertThat(core.statistics().connections()).isEqualTo(1);
    }

    @Test
    void commitsSendsAndAcknowledgementsTogether() {
        client.send(core.toQueue("in")).done();
        long consumer = client.consume("in", 1);
        long delivery = client.takeOne(consumer).delivery();
        client.send(core.toQueue("out"), 7).done();
        client.send(core.toQueue("out"), 7).done();
        client.send(core.toQueue("out"), 8).done();
        assertThat(core.queue("out").depth()).isZero();
        client.commit(7, Settlement.of(consumer, Outcome.ACCEPTED, delivery)).done();

        assertThat(core.queue("in").depth()).isZero();
        assertThat(client.takeTexts(client.consume("out", 5))).containsExactly("m2", "m3");
    }

    @Test
    void rollsSendsAndAcknowledgementsBackTogether() {
        client.send(core.toQueue("in")).done();
        long consumer = client.consume("in", 2);
        long delivery = client.takeOne(consumer).delivery();
        client.send(core.toQueue("out"), 7).done();
        client.rollback(7, Settlement.of(consumer, Outcome.FAILED, delivery)).done();
        client.commit(7).done();

        assertThat(core.queue("out").depth()).isZero();
        assertThat(client.takeOne(consumer).attempt()).isEqualTo(2);
    }

    @Test
    void dropsWhatWasMeantForATemporaryQueueThatIsGoneAtCommit() {
        Address queue = client.temporary(AddressKind.TEMPORARY_QUEUE);
        client.send(core.message(queue), 1).done();
        client.send(core.toQueue("q"), 1).done();
        client.ask(new DeleteTemporary(queue)).done();
        client.commit(1).done();

        assertThat(core.queue("q").depth()).isEqualTo(1);
        assertThat(core.statistics().memoryBytes()).isEqualTo(core.queue("q").bytes() + 96);
    }

    @Test
    void endsTemporaryDestinationsWithTheirConnection() {
        Address queue = client.temporary(AddressKind.TEMPORARY_QUEUE);
        Address topic = client.temporary(AddressKind.TEMPORARY_TOPIC);
        TestClient other = core.connect();
        other.send(core.message(queue)).done();
        other.send(core.message(topic)).done();
        client.lose();

        other.send(core.message(queue)).refused(ErrorCode.INVALID_DESTINATION);
        other.send(core.message(topic)).refused(ErrorCode.INVALID_DESTINATION);
        assertThat(core.statistics().queues()).isEmpty();
        assertThat(core.statistics().memoryBytes()).isZero();
    }

    @Test
    void letsOnlyTheOwnerConsumeFromATemporaryQueue() {
        Address queue = client.temporary(AddressKind.TEMPORARY_QUEUE);
        TestClient other = core.connect();

        other.tryOpen(new Source.OfQueue(queue), null).refused(ErrorCode.INVALID_DESTINATION);
        other.tryOpen(new Source.OfQueue(Address.queue(queue.name())), null)
                .refused(ErrorCode.INVALID_DESTINATION);
        other.ask(new DeleteTemporary(queue)).refused(ErrorCode.INVALID_DESTINATION);
        client.tryOpen(new Source.OfQueue(queue), null).done();
    }

    @Test
    void deletesATemporaryDestinationOnlyWithoutConsumers() {
        Address queue = client.temporary(AddressKind.TEMPORARY_QUEUE);
        Address topic = client.temporary(AddressKind.TEMPORARY_TOPIC);
        long onQueue = client.open(new Source.OfQueue(queue), null);
        long onTopic = client.open(new Source.OfSubscription(topic, null, false, false, false), null);

        client.ask(new DeleteTemporary(queue)).refused(ErrorCode.ILLEGAL_STATE);
        client.ask(new DeleteTemporary(topic)).refused(ErrorCode.ILLEGAL_STATE);
        client.close(onQueue);
        client.close(onTopic);
        client.ask(new DeleteTemporary(queue)).done();
        client.ask(new DeleteTemporary(topic)).done();
        client.ask(new DeleteTemporary(queue)).refused(ErrorCode.INVALID_DESTINATION);
    }

    @Test
    void answersNobodyWhoIsNotConnected() {
        client.disconnect();

        client.send(core.toQueue("q")).refused(ErrorCode.ILLEGAL_STATE);
    }
}
