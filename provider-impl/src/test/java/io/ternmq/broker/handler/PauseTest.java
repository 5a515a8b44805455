// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.management.Place;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.TestClient;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.Outcome;
import org.junit.jupiter.api.Test;

/** An operator holds deliveries back. */
class PauseTest {

    private final CoreHarness core = CoreHarness.plain();

    private void pause(Place place, boolean isPaused) {
        assertThat(core.shard().administer((administration, out) -> {
            administration.pause(place, isPaused, out);
            return "done";
        }).join()).isEqualTo("done");
    }

    private boolean isPaused(String queue) {
        return core.queue(queue).condition().isPaused();
    }

    @Test
    void takesMessagesAndDeliversThemAfterTheEnd() {
        TestClient client = core.connect();
        long consumer = client.consume("q", 10);
        client.send(core.toQueue("q")).done();
        pause(Place.queue("q"), true);
        client.send(core.toQueue("q")).done();
        assertThat(client.takeTexts(consumer)).containsExactly("m1");
        assertThat(isPaused("q")).isTrue();

        pause(Place.queue("q"), false);
        assertThat(client.takeTexts(consumer)).containsExactly("m2");
        assertThat(isPaused("q")).isFalse();
    }

    @Test
    void whatComesBackStaysHere() {
        TestClient client = core.connect();
        long consumer = client.consume("q", 10);
        client.send(core.toQueue("q")).done();
        pause(Place.queue("q"), true);
        client.settleAll(consumer, Outcome.RELEASED);

        assertThat(client.takeDeliveries(consumer)).isEmpty();
        assertThat(core.queue("q").waiting()).isEqualTo(1);
    }

    @Test
    void asksNobodyForMessagesBack() {
        TestClient client = core.connect();
        long holder = client.consume("q", 10);
        client.send(core.toQueue("q").priority(1)).done();
        pause(Place.queue("q"), true);
        long sleeper = client.consume("q", 1);
        client.ask(new Await(sleeper, 0)).done();
        client.send(core.toQueue("q").priority(9)).done();
        assertThat(client.recalls(holder)).isZero();
        assertThat(client.isOutranked(holder)).isFalse();

        pause(Place.queue("q"), false);
        assertThat(client.takeTexts(sleeper)).containsExactly("m2");
    }

    @Test
    void lastsOverACrashAndACheckpoint() {
        TestClient client = core.connect();
        client.send(core.toQueue("q")).done();
        client.send(core.toQueue("free")).done();
        pause(Place.queue("q"), true);
        core.restart();
        assertThat(isPaused("q")).isTrue();
        core.checkpoint();
        core.restart();
        assertThat(isPaused("q")).isTrue();
        assertThat(isPaused("free")).isFalse();

        TestClient next = core.connect();
        long consumer = next.consume("q", 1);
        assertThat(next.takeDeliveries(consumer)).isEmpty();
        pause(Place.queue("q"), false);
        core.restart();
        TestClient last = core.connect();
        assertThat(last.takeTexts(last.consume("q", 1))).containsExactly("m1");
    }

    @Test
    void holdsASubscriptionWithoutItsTopic() {
        TestClient paused = core.connect("paused");
        long first = paused.open(TestClient.named("news", "s", true, false), null);
        paused.credit(first, 5);
        TestClient other = core.connect();
        long second = other.subscribe("news", null, false);
        other.credit(second, 5);
        pause(Place.subscription("news/paused.s"), true);
        other.send(core.toTopic("news")).done();

        assertThat(other.takeTexts(second)).containsExactly("m1");
        assertThat(paused.takeDeliveries(first)).isEmpty();
        core.checkpoint();
        core.restart();
        assertThat(core.statistics().subscriptions()).singleElement()
                .satisfies(figures -> assertThat(figures.condition().isPaused()).isTrue());
    }

    @Test
    void ofATemporaryQueueIsNotKept() {
        Address temporary = core.connect().temporary(AddressKind.TEMPORARY_QUEUE);
        pause(Place.queue(temporary.name()), true);
        assertThat(isPaused(temporary.name())).isTrue();
        core.restart();
        assertThat(core.statistics().queues()).isEmpty();
    }

    @Test
    void stillLetsMessagesExpire() {
        TestClient client = core.connect();
        client.send(core.toQueue("q").expirationMillis(core.time().millis() + 10)).done();
        pause(Place.queue("q"), true);
        core.time().advance(10);
        assertThat(core.queue("q").depth()).isZero();
        assertThat(core.queue("q").totals().expired()).isEqualTo(1);
    }
}
