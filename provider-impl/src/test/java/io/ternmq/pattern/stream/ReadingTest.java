// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.stream.EventReader;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.ReaderHandle;
import io.ternmq.api.pattern.stream.StreamEnd;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.stream.StreamReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private final ScriptedBroker broker = new ScriptedBroker();
    private final EventStream<Integer> orders =
            new StreamDoor(ScriptedTools.over(broker)).open("orders", Integer.class);
    private final List<Integer> seen = new ArrayList<>();

    private void append(int... numbers) {
        for (int number : numbers) {
            orders.append(number % 2 == 0 ? "even" : "odd", number);
        }
    }

    private long count(StreamReading<Integer> reading) {
        return reading.each(event -> seen.add(event.body())).done().toCompletableFuture().join();
    }

    @Test
    void endsBehindTheEventThatIsTheNewestWhenItBegins() {
        append(1, 2, 3);
        long count = count(orders.read().to(new StreamEnd.Now()).filter(event -> {
            orders.append("odd", event.body() + 10);
            return true;
        }));
        assertThat(count).isEqualTo(3);
        assertThat(seen).containsExactly(1, 2, 3);
    }

    @Test
    void endsAlthoughTheLastEventsAreLeftOutOrGone() {
        append(1, 2, 3, 4, 5);
        broker.gone.add(4L);
        assertThat(count(orders.read().key("even").to(new StreamEnd.Now()))).isEqualTo(2);
        assertThat(count(orders.read().to(new StreamEnd.Offset(5)))).isEqualTo(4);
    }

    @Test
    void doesNotTakeASlowBrokerForTheEnd() {
        for (int i = 0; i < 1_200; i++) {
            append(1);
        }
        append(2);
        broker.dryLooks = 2;
        assertThat(count(orders.read().key("even").to(new StreamEnd.Now()))).isEqualTo(1);
    }

    @Test
    void endsAtOnceWhereNothingIs() {
        assertThat(count(orders.read().to(new StreamEnd.Now()))).isZero();
        assertThat(count(orders.read().to(new StreamEnd.Offset(0)))).isZero();
        assertThat(broker.openSessions).isZero();
    }

    @Test
    void readsATimeOfThePast() {
        Instant[] at = new Instant[4];
        for (int i = 0; i < at.length; i++) {
            at[i] = Instant.ofEpochMilli(broker.time.millis());
            append(i);
            broker.time.pass(TimeUnit.SECONDS.toNanos(1));
        }
        assertThat(orders.replay(at[1], at[3], event -> seen.add(event.body())).toCompletableFuture().join())
                .isEqualTo(2);
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void waitsForAnEndToCome() {
        append(1);
        Instant end = Instant.ofEpochMilli(broker.time.millis() + 5_000);
        broker.time.schedule(broker.time.millis() + 4_000, () -> append(2));
        broker.time.schedule(end.toEpochMilli(), () -> append(3));
        assertThat(count(orders.read().to(new StreamEnd.Time(end)))).isEqualTo(2);
        assertThat(broker.time.millis()).isGreaterThanOrEqualTo(end.toEpochMilli());
    }

    @Test
    void waitsForAnOffsetToCome() {
        append(1);
        broker.time.schedule(broker.time.millis() + 4_000, () -> append(2, 3));
        assertThat(count(orders.read().to(new StreamEnd.Offset(2)))).isEqualTo(2);
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void keepsItsRateUpToItsEnd() {
        append(1, 2, 3, 4);
        long begin = broker.time.nanos();
        assertThat(count(orders.read().rate(2).to(new StreamEnd.Now()))).isEqualTo(4);
        assertThat(broker.time.nanos() - begin).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1_500));
        assertThat(broker.opened).allMatch(address -> !address.contains("rate"));
    }

    @Test
    void leavesTheRateOfAnEndlessReaderToTheBroker() {
        orders.read().rate(2).key("even").from(new StreamPosition.Last(3)).open().close();
        assertThat(broker.opened).containsExactly("orders?replay=last:3&noAck=true&key=even&rate=2");
    }

    @Test
    void selectsAKeyThatWouldNotSurviveAsAnOption() {
        ReadingPlan plan = ReadingPlan.from(new StreamPosition.Earliest()).ofKey("a&b's").selecting("size > 1");
        assertThat(plan.options()).isEqualTo("replay=earliest&noAck=true");
        assertThat(plan.selection()).isEqualTo("(size > 1) AND JMS_TERN_Key = 'a&b''s'");
        assertThat(plan.ofKey("a").selection()).isEqualTo("size > 1");
    }

    @Test
    void leavesOutOtherTypes() {
        orders.append(Outgoing.to(orders.channel()).type("order.paid").body(1));
        orders.append(Outgoing.to(orders.channel()).type("order.item.added").body(2));
        orders.append(Outgoing.to(orders.channel()).body(3));
        assertThat(count(orders.read().matching("order.*").to(new StreamEnd.Now()))).isEqualTo(1);
        assertThat(count(orders.read().matching("order.#").to(new StreamEnd.Now()))).isEqualTo(2);
        assertThat(seen).containsExactly(1, 1, 2);
    }

    @Test
    void pullsOneAfterTheOther() {
        append(1, 2);
        try (EventReader<Integer> reader = orders.read().open()) {
            assertThat(reader.next(Duration.ZERO)).map(Incoming::body).contains(1);
            assertThat(reader.next(Duration.ZERO)).map(Incoming::body).contains(2);
            assertThat(reader.next(Duration.ofSeconds(1))).isEmpty();
            assertThat(reader.isEnded()).isFalse();
            reader.rewind(new StreamPosition.Offset(1));
            assertThat(reader.next(Duration.ZERO)).map(Incoming::offset).contains(1L);
        }
    }

    @Test
    void pullsUpToTheEndAndReckonsItAnewWhenRewound() {
        append(1);
        try (EventReader<Integer> reader = orders.read().to(new StreamEnd.Now()).open()) {
            assertThat(reader.next(Duration.ZERO)).isPresent();
            assertThat(reader.next(Duration.ofSeconds(9))).isEmpty();
            assertThat(reader.isEnded()).isTrue();
            append(2);
            reader.rewind(new StreamPosition.Earliest());
            assertThat(reader.next(Duration.ZERO)).map(Incoming::body).contains(1);
            assertThat(reader.next(Duration.ZERO)).map(Incoming::body).contains(2);
            assertThat(reader.isEnded()).isTrue();
        }
    }

    @Test
    void goesOnBehindAnEventThatDoesNotFit() {
        EventStream<String> texts = new StreamDoor(ScriptedTools.over(broker)).open("orders", String.class);
        texts.append("no number");
        append(1);
        try (EventReader<Integer> reader = orders.read().open()) {
            assertThatExceptionOfType(PayloadException.class)
                    .isThrownBy(() -> reader.next(Duration.ZERO))
                    .satisfies(fault -> assertThat(fault.path()).isEqualTo("$"));
            assertThat(reader.next(Duration.ZERO)).map(Incoming::body).contains(1);
        }
    }

    @Test
    void isRefusedAfterItWasClosed() {
        EventReader<Integer> reader = orders.read().open();
        reader.close();
        assertThatThrownBy(() -> reader.next(Duration.ZERO)).hasMessageContaining("was closed");
        assertThat(broker.openSessions).isZero();
    }

    @Test
    void endsACallbackWithWhatItThrows() {
        append(1, 2, 3);
        ReaderHandle handle = orders.read().to(new StreamEnd.Now()).each(event -> {
            seen.add(event.body());
            if (event.body() == 2) {
                throw new java.io.IOException("full");
            }
        });
        assertThatThrownBy(() -> handle.done().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("full");
        assertThat(seen).containsExactly(1, 2);
        assertThat(handle.metrics().processed()).isEqualTo(1);
        assertThat(handle.metrics().failed()).isEqualTo(1);
    }

    @Test
    void handsOverBatchesBySize() {
        append(1, 2, 3, 4, 5);
        List<Integer> sizes = new ArrayList<>();
        long count = orders.read().to(new StreamEnd.Now())
                .batches(2, Duration.ofSeconds(1), events -> sizes.add(events.size()))
                .done().toCompletableFuture().join();
        assertThat(count).isEqualTo(5);
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(broker.time.alarms()).isZero();
    }

    @Test
    void handsOverABatchWhenItsTimeIsOver() {
        append(1);
        broker.time.schedule(broker.time.millis() + 1_500, () -> append(2, 3));
        List<List<Integer>> batches = new ArrayList<>();
        orders.read().to(new StreamEnd.Offset(3))
                .batches(2, Duration.ofSeconds(1), events -> batches.add(events.stream().map(Incoming::body).toList()))
                .done().toCompletableFuture().join();
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3));
    }

    @Test
    void handsOverWhatCameBeforeAFault() {
        append(1);
        new StreamDoor(ScriptedTools.over(broker)).open("orders", String.class).append("no number");
        ReaderHandle handle = orders.read().to(new StreamEnd.Now())
                .batches(9, Duration.ofSeconds(1), events -> events.forEach(event -> seen.add(event.body())));
        assertThatThrownBy(() -> handle.done().toCompletableFuture().join())
                .hasCauseInstanceOf(PayloadException.class);
        assertThat(seen).containsExactly(1);
    }

    @Test
    void hasNoEndForAPattern() {
        EventStream<Integer> all = new StreamDoor(ScriptedTools.over(broker)).open("orders.*", Integer.class);
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> all.read().to(new StreamEnd.Now()))
                .extracting(ProviderException::code)
                .isEqualTo(ErrorCode.INVALID_DESTINATION);
    }
}
