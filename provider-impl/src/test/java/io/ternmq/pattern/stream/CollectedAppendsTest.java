// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.stream.Appended;
import io.ternmq.api.pattern.stream.BatchAppender;
import io.ternmq.api.pattern.stream.EventStream;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CollectedAppendsTest {

    private final ScriptedBroker broker = new ScriptedBroker();
    private final EventStream<Integer> orders =
            new StreamDoor(ScriptedTools.over(broker)).open("orders", Integer.class);
    private final BatchAppender<Integer> appender = orders.batched(3, Duration.ofSeconds(1));

    private void add(int number) {
        assertThat(appender.add("a", number)).isNotNull();
    }

    private int events() {
        return broker.streams.containsKey("orders") ? broker.streams.get("orders").size() : 0;
    }

    @Test
    void appendsABatchThatIsFull() {
        CompletableFuture<Appended> first = appender.add("a", 1).toCompletableFuture();
        add(2);
        assertThat(first).isNotDone();
        add(3);
        assertThat(first).isCompletedWithValue(new Appended(0, 0, 1));
        assertThat(broker.commits).isEqualTo(1);
        assertThat(broker.time.alarms()).isZero();
    }

    @Test
    void appendsWhatHasWaitedLongEnough() {
        add(1);
        broker.time.pass(TimeUnit.MILLISECONDS.toNanos(999));
        assertThat(events()).isZero();
        broker.time.pass(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void hasEachEventOnceAlthoughTheFirstAnswerWasLost() {
        broker.losesAnswers = true;
        broker.commitFailures.add(new JMSException("gone", ErrorCode.CONNECTION_LOST.code()));
        CompletableFuture<Appended> first = appender.add("a", 1).toCompletableFuture();
        add(2);
        appender.flush();
        assertThat(events()).isEqualTo(2);
        assertThat(first.join().offset()).isEqualTo(Appended.UNKNOWN);
    }

    @Test
    void givesUpAfterThreeAttempts() {
        for (int i = 0; i < 3; i++) {
            broker.commitFailures.add(new JMSException("gone", ErrorCode.CONNECTION_LOST.code()));
        }
        CompletableFuture<Appended> first = appender.add("a", 1).toCompletableFuture();
        assertThatThrownBy(appender::flush).isInstanceOf(ProviderException.class);
        assertThat(first).isCompletedExceptionally();
        appender.flush();
        assertThat(events()).isZero();
    }

    @Test
    void doesNotRepeatWhatIsRefused() {
        broker.commitFailures.add(new JMSException("full", ErrorCode.RESOURCE_LIMIT.code()));
        add(1);
        assertThatThrownBy(appender::flush).hasMessageContaining("full");
        assertThat(broker.commits).isZero();
    }

    @Test
    void keepsTheNameThatAnEventHas() throws JMSException {
        Outgoing<Integer> named =
                Outgoing.to(orders.channel()).header(MessageProperties.DEDUP_ID, "one").body(1);
        assertThat(appender.add(named)).isNotNull();
        assertThat(appender.add(named)).isNotNull();
        appender.flush();
        assertThat(events()).isEqualTo(1);
        assertThat(broker.streams.get("orders").get(0).getStringProperty(MessageProperties.DEDUP_ID)).isEqualTo("one");
    }

    @Test
    void failsAnEventAloneThatCannotBeWritten() {
        CompletableFuture<Appended> bad = appender.add("a", -1).toCompletableFuture();
        CompletableFuture<Appended> good = appender.add("a", 1).toCompletableFuture();
        appender.flush();
        assertThatThrownBy(bad::join).hasCauseInstanceOf(PayloadException.class);
        assertThat(good).isCompletedWithValue(new Appended(0, 0, 1));
    }

    @Test
    void appendsTheRestWhenItIsClosed() {
        add(1);
        appender.close();
        assertThat(events()).isEqualTo(1);
        assertThatThrownBy(() -> appender.add("a", 2).toCompletableFuture()).hasMessageContaining("closed");
    }
}
