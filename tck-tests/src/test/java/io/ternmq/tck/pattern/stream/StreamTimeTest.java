// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.stream.Appended;
import io.ternmq.api.pattern.stream.BatchAppender;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.ReaderHandle;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.policy.StreamPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What depends on time, by a clock that the test moves. */
class StreamTimeTest extends StreamStage {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final EventStream<Deposit> stream = deposits();

    StreamTimeTest() {
        super(Way.VM);
    }

    private void appendOneASecond(int count) {
        for (int i = 0; i < count; i++) {
            append(stream, i);
            broker.advance(SECOND);
        }
    }

    @Test
    void replaysATimeOfThePast() {
        Instant begin = broker.clock().now();
        appendOneASecond(5);
        long count = get(stream.replay(begin.plusSeconds(1), begin.plusSeconds(4),
                event -> seen.add(event.body().amount())));
        assertThat(count).isEqualTo(3);
        assertThat(seen).containsExactly(1, 2, 3);
        assertThat(amounts(stream.read().from(new StreamPosition.Time(begin.plusSeconds(4))))).containsExactly(4);
    }

    @Test
    void replaysUpToATimeToCome() {
        Instant begin = broker.clock().now();
        CompletableFuture<Long> done = stream.replay(begin, begin.plusSeconds(3),
                event -> seen.add(event.body().amount())).toCompletableFuture();
        for (int i = 0; i < 3; i++) {
            assertThat(done).isNotDone();
            append(stream, i);
            int expected = i + 1;
            await("what was appended in time", () -> seen.size() == expected);
            broker.clock().awaitSleepers(1);
            broker.clock().advance(SECOND);
        }
        broker.awaitIdle(); // what is posted into a turn that has begun before happens at the time at which that began
        append(stream, 3);
        assertThat(get(done)).isEqualTo(3);
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void handsOverABatchWhenItsTimeIsOver() {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        CompletableFuture<String> collected = new CompletableFuture<>();
        try (ReaderHandle handle = stream.read().filter(event -> {
            boolean isLast = event.body().amount() == 3;
            if (isLast) {
                collected.complete("the first two are in the batch");
            }
            return !isLast;
        }).batches(10, SECOND, events -> sizes.add(events.size()))) {
            append(stream, 1, 2, 3);
            get(collected);
            broker.clock().advance(Duration.ofMillis(999));
            assertThat(sizes).isEmpty();
            broker.clock().advance(Duration.ofMillis(1));
            await("the batch", () -> handle.metrics().processed() == 2);
        }
        assertThat(sizes).containsExactly(2);
    }

    @Test
    void appendsABatchWhenItsTimeIsOver() {
        try (BatchAppender<Deposit> appender = stream.batched(10, SECOND)) {
            CompletableFuture<Appended> done = appender.add("a", new Deposit("a", 1)).toCompletableFuture();
            broker.clock().advance(Duration.ofMillis(999));
            assertThat(done).isNotDone();
            broker.clock().advance(Duration.ofMillis(1));
            get(done);
        }
        assertThat(amounts(stream.read())).containsExactly(1);
    }

    @Test
    void forgetsWhatIsTooOld() {
        stream.configure(StreamPolicy.DEFAULT.withMaxAgeMillis(1_500));
        appendOneASecond(2);
        assertThat(codeOf(() -> stream.event(0))).isEqualTo(ErrorCode.UNKNOWN_OFFSET);
        assertThat(stream.event(1)).isPresent();
        assertThat(stream.event(2)).isEmpty();
        broker.advance(SECOND);
        assertThat(codeOf(() -> stream.event(1))).isEqualTo(ErrorCode.UNKNOWN_OFFSET);
        assertThat(amounts(stream.read())).isEmpty();
    }
}
