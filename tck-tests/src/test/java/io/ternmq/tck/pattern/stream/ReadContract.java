// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.stream.EventReader;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.ReaderHandle;
import io.ternmq.api.pattern.stream.StreamEnd;
import io.ternmq.api.pattern.stream.StreamPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What reading promises. */
abstract class ReadContract extends StreamStage {

    ReadContract(Way way) {
        super(way);
    }

    @Test
    void beginsWhereItIsTold() {
        EventStream<Deposit> stream = deposits();
        append(stream, 1, 2, 3, 4);
        assertThat(amounts(stream.read())).containsExactly(1, 2, 3, 4);
        assertThat(amounts(stream.read().from(new StreamPosition.Offset(2)))).containsExactly(3, 4);
        assertThat(amounts(stream.read().from(new StreamPosition.Last(1)))).containsExactly(4);
        assertThat(amounts(stream.read().from(new StreamPosition.Latest()))).isEmpty();
    }

    @Test
    void leavesOutWhatIsNotWanted() {
        EventStream<Deposit> stream = deposits();
        append(stream, 1, 2, 3, 4, 5);
        stream.append(Outgoing.to(stream.channel()).key("x & y's").type("deposit.big").header("size", 9)
                .body(new Deposit("x", 6)));
        assertThat(amounts(stream.read().key("even"))).containsExactly(2, 4);
        assertThat(amounts(stream.read().key("x & y's"))).containsExactly(6);
        assertThat(amounts(stream.read().selector("size > 8"))).containsExactly(6);
        assertThat(amounts(stream.read().key("even").selector("size > 8"))).isEmpty();
        assertThat(amounts(stream.read().matching("deposit.*"))).containsExactly(6);
        assertThat(amounts(stream.read().filter(event -> event.body().amount() > 4))).containsExactly(5, 6);
    }

    @Test
    void findsTheEndOfALongStreamOfOtherKeys() {
        EventStream<Deposit> stream = deposits();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < 3_500; i++) {
            String key = i == 3_000 ? "rare" : "other";
            answers.add(stream.appendAsync(key, new Deposit(key, i)).toCompletableFuture());
        }
        get(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).thenApply(nothing -> true));
        assertThat(amounts(stream.read().key("rare"))).containsExactly(3_000);
    }

    @Test
    void pullsRewindsAndEnds() {
        EventStream<Deposit> stream = deposits();
        append(stream, 1, 2);
        try (EventReader<Deposit> reader = stream.read().to(new StreamEnd.Offset(3)).open()) {
            assertThat(reader.next(SOON)).map(Incoming::offset).contains(0L);
            assertThat(reader.next(SOON)).map(Incoming::offset).contains(1L);
            assertThat(reader.next(Duration.ZERO)).isEmpty();
            assertThat(reader.isEnded()).isFalse();
            append(stream, 3);
            reader.rewind(new StreamPosition.Offset(1));
            assertThat(reader.next(SOON)).map(Incoming::offset).contains(1L);
            assertThat(reader.next(SOON)).map(Incoming::offset).contains(2L);
            assertThat(reader.isEnded()).isTrue();
        }
    }

    @Test
    void rewindsOneReaderWithoutTheOther() {
        EventStream<Deposit> stream = deposits();
        append(stream, 1, 2, 3);
        List<Integer> other = new CopyOnWriteArrayList<>();
        try (ReaderHandle first = stream.read().each(event -> seen.add(event.body().amount()));
                ReaderHandle second = stream.read().each(event -> other.add(event.body().amount()))) {
            await("both to read", () -> seen.size() == 3 && other.size() == 3);
            first.rewind(new StreamPosition.Offset(1));
            await("the first to read again", () -> seen.size() == 5);
            append(stream, 4);
            await("both to go on", () -> seen.size() == 6 && other.size() == 4);
            await("the fourth is counted", () -> second.metrics().processed() == 4);
        }
        assertThat(seen).containsExactly(1, 2, 3, 2, 3, 4);
        assertThat(other).containsExactly(1, 2, 3, 4);
    }

    @Test
    void rewindsFromItsOwnHandler() {
        EventStream<Deposit> stream = deposits();
        append(stream, 1, 2, 3);
        CompletableFuture<ReaderHandle> handle = new CompletableFuture<>();
        handle.complete(closing(stream.read().each(event -> {
            seen.add(event.body().amount());
            if (seen.size() == 2) {
                handle.join().rewind(new StreamPosition.Earliest());
            }
        })));
        await("it to read again", () -> seen.size() == 5);
        assertThat(seen).containsExactly(1, 2, 1, 2, 3);
    }

    @Test
    void pausesResumesAndCloses() {
        EventStream<Deposit> stream = deposits();
        ReaderHandle handle = stream.read().each(event -> seen.add(event.body().amount()));
        append(stream, 1);
        await("the first", () -> seen.size() == 1);
        handle.pause();
        append(stream, 2);
        assertThat(amounts(stream.read())).hasSize(2);
        assertThat(seen).containsExactly(1);
        handle.resume();
        await("the second", () -> seen.size() == 2);
        handle.close();
        append(stream, 3);
        assertThat(get(handle.done())).isEqualTo(2);
        assertThat(amounts(stream.read())).hasSize(3);
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void closesOneThatWaitsForItsEnd() {
        EventStream<Deposit> stream = deposits();
        append(stream, 1);
        ReaderHandle handle = stream.read().to(new StreamEnd.Offset(9)).each(event -> seen.add(event.body().amount()));
        await("the first", () -> seen.size() == 1);
        handle.close();
        assertThat(get(handle.done())).isEqualTo(1);
    }

    @Test
    void endsAReaderWithWhatDoesNotFit() {
        EventStream<Deposit> stream = deposits();
        append(stream, 1);
        messaging.streams().open("deposits", String.class).append("{\"account\":\"a\",\"amount\":\"much\"}");
        append(stream, 3);
        ReaderHandle handle = closing(stream.read().each(event -> seen.add(event.body().amount())));
        assertThatThrownBy(() -> get(handle.done()))
                .cause()
                .isInstanceOfSatisfying(PayloadException.class, fault -> assertThat(fault.path()).startsWith("$"));
        assertThat(seen).containsExactly(1);
    }

    @Test
    void handsOverBatchesInOrderAndOneAtATime() throws InterruptedException {
        EventStream<Deposit> stream = deposits();
        CountDownLatch seven = new CountDownLatch(7);
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        try (ReaderHandle handle = stream.read().batches(3, Duration.ofHours(1), events -> {
            sizes.add(events.size());
            events.forEach(event -> {
                seen.add(event.body().amount());
                seven.countDown();
            });
        })) {
            append(stream, 1, 2, 3, 4, 5, 6, 7);
            await("two batches", () -> handle.metrics().processed() == 6);
            append(stream, 8, 9);
            assertThat(seven.await(SOON.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            await("three batches", () -> handle.metrics().processed() == 9);
        }
        assertThat(sizes).containsExactly(3, 3, 3);
        assertThat(seen).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void readsAllStreamsOfAPattern() {
        EventStream<Deposit> north = messaging.streams().open("bank.north", Deposit.class,
                io.ternmq.api.policy.StreamPolicy.DEFAULT);
        EventStream<Deposit> south = messaging.streams().open("bank.south", Deposit.class,
                io.ternmq.api.policy.StreamPolicy.DEFAULT);
        append(north, 1);
        append(south, 2);
        append(north, 3);
        EventStream<Deposit> bank = messaging.streams().open("bank.*", Deposit.class);
        closing(bank.read().each(event -> seen.add(event.body().amount())));
        await("all of them", () -> seen.size() == 3);
        assertThat(seen).containsExactly(1, 2, 3);
    }
}
