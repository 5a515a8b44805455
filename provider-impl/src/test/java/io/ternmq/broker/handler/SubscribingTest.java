// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Address;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Source;
import org.junit.jupiter.api.Test;

/** Which messages reach which subscription, and who may subscribe how. */
class SubscribingTest {

    private final CoreHarness core = CoreHarness.plain();

    private static Source.OfSubscription durable(String topic, String name) {
        return TestClient.named(topic, name, true, false);
    }

    private static Source.OfSubscription durableNoLocal(String topic, String name) {
        return new Source.OfSubscription(Address.topic(topic), name, true, false, true);
    }

    @Test
    void routesByPatternAndSelector() {
        TestClient client = core.connect();
        long all = client.subscribe("quake.#", null, false);
        long alaska = client.subscribe("quake.ak.*", null, false);
        long strong = client.subscribe("quake.*.*", "magnitude >= 5", false);
        for (long consumer : new long[] {all, alaska, strong}) {
            client.credit(consumer, 10);
        }
        client.send(core.toTopic("quake.ak.x").properties(CoreHarness.properties("magnitude", 4))).done();
        client.send(core.toTopic("quake.us.x").properties(CoreHarness.properties("magnitude", 6))).done();
        client.send(core.toTopic("quake")).done();
        client.send(core.toTopic("other")).done();

        assertThat(client.takeTexts(all)).containsExactly("m1", "m2", "m3");
        assertThat(client.takeTexts(alaska)).containsExactly("m1");
        assertThat(client.takeTexts(strong)).containsExactly("m2");
    }

    @Test
    void keepsQueuesAndTopicsOfOneNameApart() {
        TestClient client = core.connect();
        long topic = client.subscribe("same", null, false);
        client.credit(topic, 5);
        long queue = client.consume("same", 5);
        client.send(core.toQueue("same")).done();

        assertThat(client.takeTexts(topic)).isEmpty();
        assertThat(client.takeTexts(queue)).containsExactly("m1");
    }

    @Test
    void leavesOutMessagesOfTheSameConnectionWithNoLocal() {
        TestClient client = core.connect();
        long consumer = client.subscribe("t", null, true);
        client.credit(consumer, 5);
        client.send(core.toTopic("t")).done();
        core.connect().send(core.toTopic("t")).done();

        assertThat(client.takeTexts(consumer)).containsExactly("m2");
    }

    @Test
    void leavesOutMessagesOfTheSameClientIdentifierWithNoLocalAcrossConnections() {
        TestClient first = core.connect("c");
        first.open(durableNoLocal("t", "s"), null);
        first.disconnect();
        TestClient second = core.connect("c");
        second.send(core.toTopic("t")).done();
        core.connect("d").send(core.toTopic("t")).done();
        long consumer = second.open(durableNoLocal("t", "s"), null);
        second.credit(consumer, 5);

        assertThat(second.takeTexts(consumer)).containsExactly("m2");
    }

    @Test
    void collectsForADurableSubscriptionWithoutAConsumerAndAcrossARestart() {
        TestClient client = core.connect("c");
        client.close(client.open(durable("t.*", "s"), "magnitude > 1"));
        client.send(core.toTopic("t.a").properties(CoreHarness.properties("magnitude", 2))).done();
        client.send(core.toTopic("t.a").properties(CoreHarness.properties("magnitude", 1))).done();
        client.send(core.toTopic("t.a").properties(CoreHarness.properties("magnitude", 2)).persistent(false)).done();
        core.restart();
        TestClient next = core.connect("c");
        next.send(core.toTopic("t.b").properties(CoreHarness.properties("magnitude", 3))).done();
        long consumer = next.open(durable("t.*", "s"), "magnitude > 1");
        next.credit(consumer, 5);

        assertThat(next.takeTexts(consumer)).containsExactly("m1", "m4");
    }

    @Test
    void replacesAnUnusedDurableSubscriptionThatDiffers() {
        TestClient client = core.connect("c");
        client.close(client.open(durable("t", "s"), null));
        client.send(core.toTopic("t")).done();
        long consumer = client.open(durable("t", "s"), "magnitude > 1");
        client.credit(consumer, 5);

        assertThat(client.takeTexts(consumer)).isEmpty();
        assertThat(core.statistics().subscriptions()).hasSize(1);
        assertThat(core.statistics().memoryBytes()).isZero();
        client.tryOpen(durable("u", "s"), null).refused(ErrorCode.SUBSCRIPTION_CONFLICT);
    }

    @Test
    void letsOnlyOneConsumerUseAnUnsharedSubscription() {
        TestClient client = core.connect("c");
        client.open(durable("t", "s"), null);

        client.tryOpen(durable("t", "s"), null).refused(ErrorCode.SUBSCRIPTION_CONFLICT);
        client.tryOpen(TestClient.named("t", "s", true, true), null).refused(ErrorCode.SUBSCRIPTION_CONFLICT);
        client.tryOpen(TestClient.named("t", "s", false, true), null).done();
    }

    @Test
    void needsAClientIdentifierForAnUnsharedDurableSubscription() {
        TestClient client = core.connect();

        client.tryOpen(durable("t", "s"), null).refused(ErrorCode.ILLEGAL_STATE);
        client.tryOpen(TestClient.named("t", "s", true, true), null).done();
    }

    @Test
    void spreadsTheMessagesOfASharedSubscription() {
        TestClient client = core.connect();
        TestClient other = core.connect();
        long first = client.open(TestClient.named("t", "s", false, true), null);
        long second = other.open(TestClient.named("t", "s", false, true), null);
        client.credit(first, 5);
        other.credit(second, 5);
        for (int i = 0; i < 4; i++) {
            client.send(core.toTopic("t")).done();
        }

        assertThat(client.takeTexts(first)).containsExactly("m1", "m3");
        assertThat(other.takeTexts(second)).containsExactly("m2", "m4");
    }

    @Test
    void endsASharedSubscriptionWithItsLastConsumer() {
        TestClient client = core.connect();
        TestClient other = core.connect();
        long first = client.open(TestClient.named("t", "s", false, true), null);
        other.open(TestClient.named("t", "s", false, true), null);
        client.close(first);
        assertThat(core.statistics().subscriptions()).hasSize(1);
        other.lose();

        assertThat(core.statistics().subscriptions()).isEmpty();
    }

    @Test
    void unsubscribesOnlyWhatNobodyUses() {
        TestClient client = core.connect("c");
        long consumer = client.open(durable("t", "s"), null);
        client.credit(consumer, 1);
        client.send(core.toTopic("t")).done();
        client.unsubscribe("s").refused(ErrorCode.SUBSCRIPTION_CONFLICT);
        Event.Deliver held = client.takeOne(consumer);
        client.close(consumer);
        client.unsubscribe("s").refused(ErrorCode.SUBSCRIPTION_CONFLICT);
        client.settle(consumer, Outcome.ACCEPTED, held.delivery());

        client.unsubscribe("s").done();
        client.unsubscribe("s").refused(ErrorCode.UNKNOWN_SUBSCRIPTION);
    }

    @Test
    void refusesWrongSelectorsAndPatterns() {
        TestClient client = core.connect();

        client.tryOpen(new Source.OfQueue(Address.queue("q")), "a ==").refused(ErrorCode.INVALID_SELECTOR);
        client.tryOpen(TestClient.named("a..b", "s", false, true), null).refused(ErrorCode.INVALID_DESTINATION);
        client.send(core.toTopic("a.*")).refused(ErrorCode.INVALID_DESTINATION);
    }

    @Test
    void holdsAClientIdentifierOnce() {
        TestClient client = core.connect("c");
        TestClient other = core.connect();

        other.ask(new io.ternmq.protocol.ClaimClientId("c")).refused(ErrorCode.INVALID_CLIENT_ID);
        client.disconnect();
        other.ask(new io.ternmq.protocol.ClaimClientId("c")).done();
    }
}
