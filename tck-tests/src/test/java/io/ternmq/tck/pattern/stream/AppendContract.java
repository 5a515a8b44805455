// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.stream.Appended;
import io.ternmq.api.pattern.stream.BatchAppender;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.policy.StreamPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What appending promises. */
abstract class AppendContract extends StreamStage {

    AppendContract(Way way) {
        super(way);
    }

    @Test
    void tellsWhereAnEventIs() {
        EventStream<Deposit> stream = deposits();
        assertThat(stream.append("a", new Deposit("a", 1))).isEqualTo(new Appended(0, 0, 1));
        assertThat(stream.append("b", new Deposit("b", 2))).isEqualTo(new Appended(1, 0, 1));
        assertThat(stream.append("a", new Deposit("a", 3))).isEqualTo(new Appended(2, 0, 2));
        assertThat(stream.append(new Deposit("c", 4))).isEqualTo(new Appended(3, 0, Appended.UNKNOWN));
    }

    @Test
    void keepsTheOrderOfWhatOneThreadAppendsWithoutWaiting() {
        EventStream<Deposit> stream = deposits();
        List<CompletionStage<Appended>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(stream.appendAsync("a", new Deposit("a", i)));
        }
        for (int i = 0; i < 50; i++) {
            assertThat(get(answers.get(i)).offset()).isEqualTo(i);
        }
        assertThat(amounts(stream.read())).startsWith(0, 1, 2).hasSize(50).isSorted();
    }

    @Test
    void appendsAllOrNoneByTheExpectedVersion() {
        EventStream<Deposit> stream = deposits();
        assertThat(stream.appendExpecting("a", 0, List.of(new Deposit("a", 1), new Deposit("a", 2))))
                .extracting(Appended::version).containsExactly(1L, 2L);
        assertThat(codeOf(() -> stream.appendExpecting("a", 1, List.of(new Deposit("a", 8), new Deposit("a", 9)))))
                .isEqualTo(ErrorCode.VERSION_CONFLICT);
        assertThat(codeOf(() -> stream.appendExpecting("a", 3, List.of(new Deposit("a", 9)))))
                .isEqualTo(ErrorCode.VERSION_CONFLICT);
        assertThat(stream.appendExpecting("a", 2, List.of(new Deposit("a", 3))))
                .containsExactly(new Appended(2, 0, 3));
        assertThat(amounts(stream.read())).containsExactly(1, 2, 3);
    }

    @Test
    void refusesATopicThatKeepsNothing() {
        EventStream<Deposit> stream = messaging.streams().open("gone.with.the.wind", Deposit.class);
        assertThat(codeOf(() -> stream.append(new Deposit("a", 1)))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(() -> get(stream.appendAsync("a", new Deposit("a", 1))))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(() -> stream.appendAll(List.of(Outgoing.to(stream.channel()).body(new Deposit("a", 1))))))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(stream::describe)).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void appendsBatchesWithEachEventOnce() {
        EventStream<Deposit> stream = deposits();
        try (BatchAppender<Deposit> appender = stream.batched(4, Duration.ofMinutes(1))) {
            List<CompletionStage<Appended>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Outgoing<Deposit> event = Outgoing.to(stream.channel())
                        .key("a")
                        .header(MessageProperties.DEDUP_ID, "deposit-" + i % 5)
                        .body(new Deposit("a", i % 5));
                answers.add(appender.add(event));
            }
            answers.subList(0, 4).forEach(StreamStage::get);
            assertThat(answers.get(5).toCompletableFuture()).isNotDone();
        }
        assertThat(amounts(stream.read())).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void tellsWhatIsGoneFromWhatIsToCome() {
        EventStream<Deposit> stream = deposits(StreamPolicy.DEFAULT.withMaxEvents(2));
        append(stream, 1, 2, 3);
        assertThat(codeOf(() -> stream.event(0))).isEqualTo(ErrorCode.UNKNOWN_OFFSET);
        assertThat(stream.event(1)).map(event -> event.body().amount()).contains(2);
        assertThat(stream.event(3)).isEmpty();
        assertThat(stream.describe().firstOffset()).isEqualTo(1);
    }

    @Test
    void fetchesWhatCompactionHasLeft() {
        EventStream<Deposit> stream = deposits(StreamPolicy.DEFAULT.withCompact(true));
        append(stream, 1, 2, 3);
        assertThat(codeOf(() -> stream.event(0))).isEqualTo(ErrorCode.UNKNOWN_OFFSET);
        assertThat(amounts(stream.read())).containsExactly(2, 3);
    }

    @Test
    void carriesTheTraceToItsReaders() {
        EventStream<Deposit> stream = deposits();
        TraceContext trace = new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null, "a=b");
        try (TraceContext.Scope scope = trace.makeCurrent()) {
            assertThat(scope).isNotNull();
            append(stream, 1);
        }
        TraceContext own = new TraceContext("00-1af7651916cd43dd8448eb211c80319c-c7ad6b7169203331-01", null, null);
        stream.append(Outgoing.to(stream.channel()).trace(own).body(new Deposit("a", 2)));
        List<TraceContext> inside = new ArrayList<>();
        get(stream.read().to(new io.ternmq.api.pattern.stream.StreamEnd.Now())
                .each(event -> inside.add(TraceContext.current())).done());
        assertThat(stream.event(0)).map(Incoming::trace).contains(trace);
        assertThat(inside).extracting(TraceContext::traceparent, TraceContext::baggage)
                .containsExactly(tuple(trace.traceparent(), "a=b"), tuple(own.traceparent(), null));
    }
}
