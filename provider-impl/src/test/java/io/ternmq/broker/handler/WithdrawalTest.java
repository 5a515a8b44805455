// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.management.Place;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.Redelivery;
import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.Decision;
import io.ternmq.broker.ShiftingMedium;
import io.ternmq.broker.TestClient;
import io.ternmq.broker.mailbox.Paging;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What operators do with messages: step by step, and nothing is doubled or lost between two steps. */
class WithdrawalTest {

    private static final Place Q = Place.queue("q");
    private static final DestinationPolicy ONE_ATTEMPT =
            DestinationPolicy.DEFAULT.withRedelivery(Redelivery.DEFAULT.withMaxDeliveryAttempts(1));
    private static final Paging LITTLE = new Paging(4, 8, 2, 5);

    private CoreHarness core = CoreHarness.with(Map.of("#", ONE_ATTEMPT));
    private final List<String> reasons = new ArrayList<>();
    private int steps;
    private long kept;

    /** What is asked for. */
    @FunctionalInterface
    private interface Wish {
        Progress decide(Withdrawal withdrawal, Errand errand, Decision out);
    }

    private Progress step(Errand errand, Wish wish) {
        try {
            return core.shard().administer(
                    (administration, out) -> wish.decide(administration.withdrawal(), errand, out)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProviderException refused ? refused : e;
        }
    }

    private long carryOut(Errand first, Wish wish) {
        long taken = 0;
        Errand errand = first;
        Progress progress = step(errand, wish);
        for (steps = 1; !progress.isLast(); steps++) {
            taken += progress.taken();
            kept += progress.kept();
            errand = errand.after(progress);
            progress = step(errand, wish);
        }
        kept += progress.kept();
        reasons.addAll(progress.reasons());
        return taken + progress.taken();
    }

    private long purge(Place place, @Nullable String selector) {
        return carryOut(Errand.first(place, selector, Long.MAX_VALUE), Withdrawal::purge);
    }

    private long move(Place place, @Nullable String selector, String target, long limit) {
        return carryOut(
                Errand.first(place, selector, limit),
                (withdrawal, errand, out) -> withdrawal.move(errand, target, out));
    }

    private long retry(String queue) {
        return carryOut(Errand.first(Place.queue(queue), null, Long.MAX_VALUE), Withdrawal::retry);
    }

    private void send(int count) {
        TestClient client = core.connect();
        for (int i = 0; i < count; i++) {
            client.send(core.toQueue("q").properties(CoreHarness.properties("third", i % 3 == 0))).done();
        }
    }

    private List<String> texts(String queue) {
        return core.connect().browse(queue, null, 0, 100_000).messages().stream().map(TestClient::text).toList();
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(number -> "m" + number).toList();
    }

    private void page(ShiftingMedium medium) {
        core = CoreHarness.paging(medium, BrokerPolicy.defaults(), Map.of("#", ONE_ATTEMPT), LITTLE);
    }

    @Test
    void purgesWhatIsReadyAndWhatWaitsButNotWhatSomebodyHas() {
        TestClient client = core.connect();
        send(2);
        client.consume("q", 1);
        client.send(core.toQueue("q").deliveryTimeMillis(core.time().millis() + 1_000)).done();

        assertThat(purge(Q, null)).isEqualTo(2);
        assertThat(core.queue("q").inFlight()).isEqualTo(1);
        assertThat(core.queue("q").depth()).isEqualTo(1);
        assertThat(core.queue("q").totals().withdrawn()).isEqualTo(2);
        core.restart();
        assertThat(core.queue("q").depth()).isEqualTo(1);
    }

    @Test
    void purgesADeepQueueInShortStepsWithoutReadingIt() {
        ShiftingMedium medium = new ShiftingMedium();
        page(medium);
        send(3_000);
        long reads = medium.reads();

        assertThat(purge(Q, null)).isEqualTo(3_000);
        assertThat(steps).isBetween(6, 8);
        assertThat(medium.reads()).isEqualTo(reads);
        assertThat(core.queue("q").depth()).isZero();
        assertThat(core.statistics().memoryBytes()).isZero();
        core.restart();
        assertThat(core.queue("q").depth()).isZero();
    }

    @Test
    void purgesManyThatWaitForAMoment() {
        TestClient client = core.connect();
        for (int i = 0; i < 2_500; i++) {
            client.send(core.toQueue("q").deliveryTimeMillis(core.time().millis() + 1_000 + i)).done();
        }
        assertThat(purge(Q, null)).isEqualTo(2_500);
        assertThat(core.queue("q").depth()).isZero();
    }

    @Test
    void purgesWhatTheSelectorWantsFarBackInABacklog() {
        page(new ShiftingMedium());
        send(3_000);

        assertThat(purge(Q, "third = TRUE")).isEqualTo(1_000);
        assertThat(texts("q")).doesNotContain("m1", "m2998").startsWith("m2", "m3", "m5");
        assertThat(core.queue("q").depth()).isEqualTo(2_000);
    }

    @Test
    void leavesAloneWhatCameAfterItHadBegun() {
        send(600);
        Errand errand = Errand.first(Q, null, Long.MAX_VALUE);
        Progress first = step(errand, Withdrawal::purge);
        assertThat(first.isLast()).isFalse();
        send(5);
        Progress second = step(errand.after(first), Withdrawal::purge);

        assertThat(second.isLast()).isTrue();
        assertThat(first.taken() + second.taken()).isEqualTo(600);
        assertThat(texts("q")).isEqualTo(numbered(601, 605));
    }

    @Test
    void movesInOrderWithEverythingButAttemptsAndWaits() {
        TestClient client = core.connect();
        long later = core.time().millis() + 500;
        client.send(core.toQueue("q").expirationMillis(later + 500)).done();
        client.send(core.toQueue("q").deliveryTimeMillis(later)).done();
        client.send(core.toQueue("q").priority(9)).done();

        assertThat(move(Q, null, "other", Long.MAX_VALUE)).isEqualTo(3);
        long consumer = client.consume("other", 5);
        List<Event.Deliver> now = client.takeDeliveries(consumer);
        assertThat(now).extracting(delivery -> TestClient.text(delivery.message())).containsExactly("m3", "m1");
        FrozenMessage first = now.get(1).message();
        assertThat(first.destination()).isEqualTo(Address.queue("other"));
        assertThat(first.expirationMillis()).isEqualTo(later + 500);
        assertThat(now.get(0).attempt()).isEqualTo(1);
        core.time().advance(500);
        assertThat(client.takeTexts(consumer)).containsExactly("m2");
    }

    @Test
    void movesNoMoreThanItShall() {
        send(900);
        assertThat(move(Q, null, "other", 700)).isEqualTo(700);
        assertThat(move(Q, "third = TRUE", "other", 1)).isEqualTo(1);
        assertThat(move(Q, null, "other", 0)).isZero();
        assertThat(core.queue("q").depth()).isEqualTo(199);
    }

    @Test
    void aMessageIsInOnePlaceThoughTheBrokerCrashesBetweenTwoSteps() {
        page(new ShiftingMedium());
        send(1_200);
        Wish toOther = (withdrawal, errand, out) -> withdrawal.move(errand, "other", out);
        assertThat(step(Errand.first(Q, null, Long.MAX_VALUE), toOther).isLast()).isFalse();
        core.restart();
        List<String> everywhere = new ArrayList<>(texts("other"));
        everywhere.addAll(texts("q"));
        assertThat(everywhere).isEqualTo(numbered(1, 1_200));

        carryOut(Errand.first(Q, null, Long.MAX_VALUE), toOther);
        core.checkpoint();
        core.restart();
        assertThat(texts("other")).isEqualTo(numbered(1, 1_200));
        assertThat(core.queue("q").depth()).isZero();
    }

    @Test
    void refusesToMoveWhereItMakesNoSense() {
        TestClient client = core.connect();
        send(1);
        Address temporary = client.temporary(AddressKind.TEMPORARY_QUEUE);
        assertThatThrownBy(() -> move(Q, null, "q", 1)).hasMessageContaining("already");
        assertThatThrownBy(() -> move(Q, null, temporary.name(), 1)).hasMessageContaining("is temporary");
        assertThatThrownBy(() -> move(Q, "a ==", "other", 1)).isInstanceOfSatisfying(
                ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SELECTOR));
        assertThat(texts("q")).containsExactly("m1");
    }

    @Test
    void saysWhatThereIsWhenThereIsNothingOfAName() {
        assertThatThrownBy(() -> purge(Place.queue("ordrs"), null)).hasMessageContaining("no queue at all");
        TestClient client = core.connect();
        client.send(core.toQueue("invoices")).done();
        client.send(core.toQueue("Orders")).done();

        assertThatThrownBy(() -> purge(Place.queue("ordrs"), null))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DESTINATION))
                .hasMessage("There is no queue 'ordrs'; there are 'Orders', 'invoices'");
        assertThatThrownBy(() -> purge(Place.subscription("x"), null)).hasMessageContaining("no subscription at all");
    }

    @Test
    void triesDeadLettersAgainWhereTheyFailed() {
        TestClient client = core.connect();
        client.send(core.toQueue("q").properties(CoreHarness.properties("colour", "red"))).done();
        long consumer = client.consume("q", 1);
        client.settleAll(consumer, Outcome.FAILED);
        client.send(core.toQueue("DLQ.q")).done();

        assertThat(retry("DLQ.q")).isEqualTo(1);
        assertThat(kept).isEqualTo(1);
        assertThat(reasons).singleElement().asString().contains("no dead letter");
        core.restart();
        Event.Deliver again = retried("q");
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.message().properties().names()).containsExactly("colour");
        assertThat(texts("DLQ.q")).containsExactly("m2");
    }

    private Event.Deliver retried(String queue) {
        TestClient client = core.connect();
        return client.takeOne(client.consume(queue, 5));
    }

    @Test
    void triesADeadLetterAgainAtTheSubscriptionOfItsClientOnly() {
        TestClient one = core.connect("one");
        TestClient two = core.connect("two");
        long ofOne = one.open(TestClient.named("news.#", "s", true, false), null);
        long ofTwo = two.open(TestClient.named("news.#", "s", true, false), null);
        one.credit(ofOne, 1);
        two.credit(ofTwo, 5);
        core.connect().send(core.toTopic("news.sport")).done();
        one.settleAll(ofOne, Outcome.FAILED);
        two.settleAll(ofTwo, Outcome.ACCEPTED);

        assertThat(retry("DLQ.news.sport.s")).isEqualTo(1);
        one.credit(ofOne, 1);
        assertThat(one.takeOne(ofOne).message().destination()).isEqualTo(Address.topic("news.sport"));
        assertThat(two.takeDeliveries(ofTwo)).isEmpty();
    }

    @Test
    void keepsADeadLetterWhosePlaceIsGone() {
        TestClient one = core.connect("one");
        long consumer = one.open(TestClient.named("news", "s", true, false), null);
        one.credit(consumer, 1);
        core.connect().send(core.toTopic("news")).done();
        one.settleAll(consumer, Outcome.FAILED);
        one.close(consumer);
        one.unsubscribe("s").done();

        assertThat(retry("DLQ.news.s")).isZero();
        assertThat(reasons).containsExactly("there is no subscription 's' of topic 'news' any more");
        assertThat(texts("DLQ.news.s")).containsExactly("m1");
    }
}
