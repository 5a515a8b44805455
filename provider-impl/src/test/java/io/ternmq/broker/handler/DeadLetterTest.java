// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.broker.redelivery.DeadLetters;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.PropertyMap;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of messages that fail or outlive their time. */
class DeadLetterTest {

    private static final DestinationPolicy TWO_ATTEMPTS =
            DestinationPolicy.DEFAULT.withRedelivery(Redelivery.DEFAULT.withMaxDeliveryAttempts(2));
    private static final DestinationPolicy ONE_ATTEMPT =
            DestinationPolicy.DEFAULT.withRedelivery(Redelivery.DEFAULT.withMaxDeliveryAttempts(1));

    private static void fail(TestClient client, long consumer, String cause) {
        long[] deliveries = client.takeDeliveries(consumer).stream().mapToLong(Event.Deliver::delivery).toArray();
        assertThat(deliveries).isNotEmpty();
        Settlement failed = new Settlement(consumer, Outcome.FAILED, deliveries, cause);
        assertThat(client.ask(new Settle(List.of(failed))).get()).isInstanceOf(Reply.Done.class);
    }

    private static PropertyMap onlyMessageOf(TestClient client, String queue) {
        List<FrozenMessage> messages = client.browse(queue, null, 0, 10).messages();
        assertThat(messages).hasSize(1);
        return messages.get(0).properties();
    }

    @Test
    void movesAMessageWithUsedUpAttemptsAndSaysWhy() {
        CoreHarness core = CoreHarness.with(Map.of("orders", TWO_ATTEMPTS));
        TestClient client = core.connect();
        client.send(core.toQueue("orders")).done();
        long consumer = client.consume("orders", 2);
        fail(client, consumer, "first");
        fail(client, consumer, "no such customer");

        PropertyMap properties = onlyMessageOf(client, "DLQ.orders");
        assertThat(properties.get(DeadLetters.REASON)).isEqualTo("MAX_DELIVERY_ATTEMPTS");
        assertThat(properties.get(DeadLetters.CAUSE)).isEqualTo("no such customer");
        assertThat(properties.get(DeadLetters.ATTEMPTS)).isEqualTo(2);
        assertThat(properties.get(DeadLetters.ORIGIN)).isEqualTo("queue://orders");
        assertThat(properties.contains(DeadLetters.ORIGIN_SUBSCRIPTION)).isFalse();
        assertThat(core.queue("orders").totals().deadLettered()).isEqualTo(1);
    }

    @Test
    void namesTheQueueAfterTopicAndSubscription() {
        CoreHarness core = CoreHarness.with(Map.of("news.*", ONE_ATTEMPT, "news.#", ONE_ATTEMPT));
        TestClient client = core.connect();
        long consumer = client.open(TestClient.named("news.*", "reader", false, true), null);
        client.credit(consumer, 1);
        client.send(core.toTopic("news.sport")).done();
        fail(client, consumer, "x".repeat(5_000));

        PropertyMap properties = onlyMessageOf(client, "DLQ.news.sport.reader");
        assertThat(properties.get(DeadLetters.ORIGIN)).isEqualTo("topic://news.sport");
        assertThat(properties.get(DeadLetters.ORIGIN_SUBSCRIPTION)).isEqualTo("reader");
        assertThat((String) properties.get(DeadLetters.CAUSE)).hasSizeLessThan(1_100).startsWith("xxx");
    }

    @Test
    void movesOneCopyHoweverOftenTheDeliveryIsNamed() {
        CoreHarness core = CoreHarness.with(Map.of("orders", ONE_ATTEMPT));
        TestClient client = core.connect();
        client.send(core.toQueue("orders")).done();
        long consumer = client.consume("orders", 2);
        long delivery = client.takeOne(consumer).delivery();
        client.settle(consumer, Outcome.FAILED, delivery, delivery);

        assertThat(core.queue("DLQ.orders").depth()).isEqualTo(1);
    }

    @Test
    void neverMovesADeadLetterAgain() {
        CoreHarness core = CoreHarness.with(Map.of("#", ONE_ATTEMPT));
        TestClient client = core.connect();
        client.send(core.toQueue("orders")).done();
        fail(client, client.consume("orders", 1), null);
        long undertaker = client.consume("DLQ.orders", 3);
        for (int attempt = 1; attempt <= 3; attempt++) {
            fail(client, undertaker, null);
        }

        assertThat(core.queue("DLQ.orders").depth()).isEqualTo(1);
        assertThat(core.statistics().queue("DLQ.DLQ.orders")).isEmpty();
    }

    @Test
    void usesTheQueueOfTheSettingAndKeepsTheFirstOrigin() {
        CoreHarness core = CoreHarness.with(Map.of(
                "orders", ONE_ATTEMPT.withDeadLetterAddress("second.chance"), "second.chance", ONE_ATTEMPT));
        TestClient client = core.connect();
        client.send(core.toQueue("orders")).done();
        fail(client, client.consume("orders", 1), null);
        fail(client, client.consume("second.chance", 1), null);

        assertThat(onlyMessageOf(client, "DLQ.second.chance").get(DeadLetters.ORIGIN)).isEqualTo("queue://orders");
    }

    @Test
    void pausesLongerAfterEveryAttempt() {
        Redelivery backoff = Redelivery.DEFAULT.withBackoff(100, 2.0, 300);
        CoreHarness core = CoreHarness.with(Map.of("orders", DestinationPolicy.DEFAULT.withRedelivery(backoff)));
        TestClient client = core.connect();
        client.send(core.toQueue("orders")).done();
        long consumer = client.consume("orders", 10);
        for (long pause : new long[] {100, 200, 300, 300}) {
            fail(client, consumer, null);
            core.time().advance(pause - 1);
            assertThat(core.queue("orders").scheduled()).isEqualTo(1);
            core.time().advance(1);
            assertThat(core.queue("orders").inFlight()).isEqualTo(1);
        }
    }

    @Test
    void keepsTheOrderOfMessagesThatAreDueTogether() {
        CoreHarness core = CoreHarness.plain();
        TestClient client = core.connect();
        for (int i = 0; i < 20; i++) {
            client.send(core.toQueue("q").deliveryTimeMillis(core.time().millis() + 50)).done();
        }
        core.time().advance(50);
        client.send(core.toQueue("q")).done();
        core.restart();
        TestClient next = core.connect();

        List<String> texts = next.takeTexts(next.consume("q", 50));
        assertThat(texts).hasSize(21);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(texts.get(i)).isEqualTo("m" + (i + 1));
        }
    }

    @Test
    void removesAnExpiredMessageWithoutAConsumer() {
        CoreHarness core = CoreHarness.plain();
        TestClient client = core.connect();
        client.send(core.toQueue("q").expirationMillis(core.time().millis() + 10)).done();
        core.time().advance(10);

        assertThat(core.queue("q").depth()).isZero();
        assertThat(core.queue("q").totals().expired()).isEqualTo(1);
        assertThat(core.statistics().memoryBytes()).isZero();
    }

    @Test
    void movesAnExpiredMessageToTheExpiryQueueForGood() {
        CoreHarness core = CoreHarness.with(Map.of("#", DestinationPolicy.DEFAULT.withExpiryAddress("expired")));
        TestClient client = core.connect();
        client.send(core.toQueue("q").expirationMillis(core.time().millis() + 10)).done();
        core.time().skip(20);
        long consumer = client.consume("q", 1);

        assertThat(client.takeDeliveries(consumer)).isEmpty();
        core.time().advance(100_000);
        PropertyMap properties = onlyMessageOf(client, "expired");
        assertThat(properties.get(DeadLetters.REASON)).isEqualTo("EXPIRED");
        assertThat(properties.get(DeadLetters.ATTEMPTS)).isEqualTo(0);
    }

    @Test
    void neverDeliversAMessageThatExpiresBeforeItIsDue() {
        CoreHarness core = CoreHarness.plain();
        TestClient client = core.connect();
        long consumer = client.consume("q", 1);
        long now = core.time().millis();
        client.send(core.toQueue("q").deliveryTimeMillis(now + 20).expirationMillis(now + 10)).done();
        core.time().advance(30);

        assertThat(client.takeDeliveries(consumer)).isEmpty();
        assertThat(core.queue("q").depth()).isZero();
    }

    @Test
    void doesNotLoseAnAlarmWhenTheClockIsSetBack() {
        CoreHarness core = CoreHarness.plain();
        TestClient client = core.connect();
        long consumer = client.consume("q", 1);
        client.send(core.toQueue("q").deliveryTimeMillis(core.time().millis() + 100)).done();
        core.time().skip(100);
        core.time().ringWithTheClockSetBack(50);
        core.time().advance(50);

        assertThat(client.takeDeliveries(consumer)).hasSize(1);
    }
}
