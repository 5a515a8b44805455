// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.ShiftingMedium;
import io.ternmq.broker.TestClient;
import io.ternmq.broker.mailbox.Paging;
import io.ternmq.message.Bytes;
import io.ternmq.message.BytesBody;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What clients see of messages that are in the store only: nothing. */
class PagingTest {

    private static final Paging LITTLE = new Paging(4, 8, 2, 5);
    private static final int MANY = 50;

    private final ShiftingMedium medium = new ShiftingMedium();

    private CoreHarness core(Map<String, DestinationPolicy> settings) {
        return CoreHarness.paging(medium, BrokerPolicy.defaults(), settings, LITTLE);
    }

    private static Map<String, DestinationPolicy> limited(Limits limits) {
        return Map.of("#", DestinationPolicy.DEFAULT.withLimits(limits));
    }

    private static FrozenMessageBuilder large(CoreHarness core) {
        return core.toQueue("q").body(new BytesBody(Bytes.wrap(new byte[100_000], 0, 100_000)));
    }

    private static void send(CoreHarness core, int count) {
        TestClient client = core.connect();
        for (int i = 0; i < count; i++) {
            client.send(core.toQueue("q")).done();
        }
    }

    private static List<String> texts(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(number -> "m" + number).toList();
    }

    private static List<String> browse(TestClient client, @Nullable String selector, int page) {
        List<String> texts = new ArrayList<>();
        for (long position = 0; position != Reply.Page.END; ) {
            Reply.Page next = client.browse("q", selector, position, page);
            next.messages().stream().map(TestClient::text).forEach(texts::add);
            position = next.next();
        }
        return texts;
    }

    @Test
    void keepsAWindowInMemoryAndDeliversAllInOrder() {
        CoreHarness core = core(Map.of());
        send(core, MANY);
        assertThat(core.statistics().memoryBytes()).isLessThan(5 * 250 + MANY * 16L);
        assertThat(core.queue("q").depth()).isEqualTo(MANY);

        TestClient client = core.connect();
        assertThat(client.takeTexts(client.consume("q", MANY))).isEqualTo(texts(1, MANY));
    }

    @Test
    void takesBeyondALimitWhatTheStoreKeeps() {
        CoreHarness core = core(limited(Limits.DEFAULT.withMaxMessages(2).withBlockTimeoutMillis(100)));
        send(core, 10);
        TestClient client = core.connect();
        TestClient.Answer fleeting = client.send(core.toQueue("q").persistent(false));
        assertThat(fleeting.isThere()).isFalse();
        core.time().advance(100);

        fleeting.refused(ErrorCode.RESOURCE_LIMIT);
        assertThat(core.queue("q").depth()).isEqualTo(10);
    }

    @Test
    void passesNoPageableMessageThatWaits() {
        CoreHarness core = core(limited(Limits.DEFAULT.withMaxMessages(1)));
        TestClient client = core.connect();
        client.send(core.toQueue("q").persistent(false)).done();
        TestClient.Answer fleeting = client.send(core.toQueue("q").persistent(false));
        client.send(core.toQueue("q")).done();
        long consumer = client.consume("q", 2);
        client.settleAll(consumer, Outcome.ACCEPTED);

        fleeting.done();
    }

    @Test
    void takesPersistentMessagesWhenMemoryIsFull() {
        CoreHarness core = CoreHarness.paging(
                medium, BrokerPolicy.defaults().withMaxMemoryBytes(1 << 20), Map.of(), new Paging(100, 8, 2, 5));
        TestClient client = core.connect();
        for (int i = 0; i < 30; i++) {
            client.send(large(core)).done();
        }
        assertThat(core.statistics().memoryBytes()).isLessThan(1 << 20);
        assertThat(client.send(large(core).persistent(false)).isThere()).isFalse();
        assertThat(client.send(large(core), 1).isThere()).as("until its commit it is in memory").isFalse();
        long consumer = client.consume("q", 30);

        assertThat(client.takeDeliveries(consumer)).hasSize(30);
    }

    @Test
    void blocksOverAStoreInMemory() {
        CoreHarness core = CoreHarness.with(limited(Limits.DEFAULT.withMaxMessages(1)));
        send(core, 1);

        assertThat(core.connect().send(core.toQueue("q")).isThere()).isFalse();
    }

    @Test
    void findsWhatASelectorWantsAtTheFarEnd() {
        CoreHarness core = core(Map.of());
        send(core, MANY);
        TestClient client = core.connect();
        client.send(core.toQueue("q").properties(CoreHarness.properties("wanted", true))).done();
        long before = medium.reads();
        long consumer = client.open("q", "wanted");
        client.credit(consumer, 1);

        Event.Deliver found = client.takeOne(consumer);
        assertThat(TestClient.text(found.message())).isEqualTo("m" + (MANY + 1));
        assertThat(medium.reads() - before).as("each one is read once").isLessThanOrEqualTo(MANY + 1);
        assertThat(core.statistics().memoryBytes()).isLessThan(6 * 250 + MANY * 16L);
        client.settle(consumer, Outcome.FAILED, found.delivery());
        client.credit(consumer, 1);
        assertThat(client.takeOne(consumer).attempt()).isEqualTo(2);
        assertThat(medium.reads() - before).as("what was passed is not read again").isLessThanOrEqualTo(MANY + 3);
    }

    @Test
    void endsTheLifeOfMessagesThatNobodyConsumes() {
        CoreHarness core = core(Map.of("q", DestinationPolicy.DEFAULT.withExpiryAddress("expired")));
        long now = core.time().millis();
        TestClient client = core.connect();
        for (int i = 0; i < MANY; i++) {
            client.send(core.toQueue("q").expirationMillis(i % 2 == 0 ? now + 100 + i : 0)).done();
        }
        core.time().advance(120);
        assertThat(core.queue("q").totals().expired()).isEqualTo(11);
        core.time().advance(100);

        assertThat(core.queue("q").depth()).isEqualTo(MANY / 2);
        assertThat(core.queue("expired").depth()).isEqualTo(MANY / 2);
        assertThat(client.takeDeliveries(client.consume("q", MANY))).hasSize(MANY / 2);
    }

    @Test
    void comesBackFromAnImageWithoutReadingAnything() {
        CoreHarness core = core(Map.of());
        send(core, MANY);
        TestClient client = core.connect();
        long consumer = client.consume("q", 3);
        assertThat(client.takeTexts(consumer)).isEqualTo(texts(1, 3));
        core.checkpoint();
        core.checkpoint();
        long before = medium.reads();
        core.restart();
        assertThat(medium.reads()).isEqualTo(before);
        assertThat(core.statistics().memoryBytes()).isLessThan(4 * 96 + MANY * 16L);

        TestClient next = core.connect();
        List<Event.Deliver> all = next.takeDeliveries(next.consume("q", MANY));
        assertThat(all).extracting(one -> TestClient.text(one.message())).isEqualTo(texts(1, MANY));
        assertThat(all).extracting(Event.Deliver::attempt).startsWith(2, 2, 2, 1).endsWith(1);
    }

    @Test
    void keepsForAnOrdinarySubscriberWhatADurableOneHasDoneWith() {
        CoreHarness core = core(Map.of());
        TestClient durable = core.connect("durable");
        TestClient plain = core.connect();
        long kept = durable.open(TestClient.named("t", "sub", true, false), null);
        long ordinary = plain.open(TestClient.named("t", "other", false, true), null);
        for (int i = 0; i < MANY; i++) {
            plain.send(core.toTopic("t")).done();
        }
        for (int i = 0; i < MANY; i++) {
            durable.credit(kept, 1);
            durable.settleAll(kept, Outcome.ACCEPTED);
        }
        core.checkpoint();
        plain.credit(ordinary, MANY);

        assertThat(plain.takeTexts(ordinary)).isEqualTo(texts(1, MANY));
    }

    @Test
    void dropsTheOldestOfTheBacklog() {
        CoreHarness core = core(limited(new Limits(10, -1, FullPolicy.DROP_OLDEST, 0)));
        send(core, MANY);
        TestClient client = core.connect();

        assertThat(core.queue("q").totals().dropped()).isEqualTo(MANY - 10);
        assertThat(client.takeTexts(client.consume("q", MANY))).isEqualTo(texts(MANY - 9, MANY));
    }

    @Test
    void showsABrowserEverythingAndReadsNoMoreThanThat() {
        CoreHarness core = core(Map.of());
        send(core, MANY);
        TestClient client = core.connect();
        client.consume("q", 7);
        long before = medium.reads();

        assertThat(browse(client, null, 6)).isEqualTo(texts(1, MANY));
        assertThat(medium.reads() - before).isLessThanOrEqualTo(MANY);
    }

    @Test
    void givesTheMemoryOfADeletedBacklogBack() {
        CoreHarness core = core(Map.of());
        TestClient client = core.connect("durable");
        long consumer = client.open(TestClient.named("t", "sub", true, false), null);
        client.close(consumer);
        for (int i = 0; i < MANY; i++) {
            client.send(core.toTopic("t").expirationMillis(core.time().millis() + 1_000)).done();
        }
        client.unsubscribe("sub").done();

        assertThat(core.statistics().memoryBytes()).isZero();
        assertThat(core.state().schedule().size()).isZero();
    }
}
