// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.stream.CommitMode;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.GroupDelivery;
import io.ternmq.api.pattern.stream.GroupHandle;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.policy.StreamPolicy;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What groups promise. */
abstract class GroupContract extends StreamStage {

    GroupContract(Way way) {
        super(way);
    }

    @Test
    void sharesThePartitionsWithEachKeyInOrderWhileMembersComeAndGo() {
        EventStream<Deposit> stream = deposits(StreamPolicy.DEFAULT.withPartitions(4));
        Map<String, List<Integer>> byKey = new ConcurrentHashMap<>();
        GroupHandle first = member(stream, byKey);
        int events = 200;
        GroupHandle second = first;
        for (int i = 0; i < events; i++) {
            stream.append("k" + i % 8, new Deposit("k" + i % 8, i));
            if (i == events / 4) {
                second = member(messaging.streams().open("deposits", Deposit.class), byKey);
            } else if (i == events / 2) {
                first.close();
            }
        }
        GroupHandle last = second;
        await("all of them", () -> last.lag() == 0);
        byKey.values().forEach(amounts -> assertThat(amounts).isSorted().doesNotHaveDuplicates());
        assertThat(byKey.values().stream().flatMap(List::stream)).hasSize(events);
    }

    private GroupHandle member(EventStream<Deposit> stream, Map<String, List<Integer>> byKey) {
        return closing(stream.group("billing").concurrency(2).handler(event -> byKey
                .computeIfAbsent(event.body().account(), key -> new CopyOnWriteArrayList<>())
                .add(event.body().amount())));
    }

    @Test
    void goesOnWhereItWas() {
        EventStream<Deposit> stream = deposits();
        append(stream, 1, 2);
        GroupHandle group = collect(stream, "billing");
        await("the first two", () -> group.lag() == 0);
        group.close();
        append(stream, 3);
        GroupHandle again = collect(stream, "billing");
        await("the third", () -> again.lag() == 0);
        assertThat(seen).containsExactly(1, 2, 3);
        await("only the third is counted", () -> again.metrics().processed() == 1);
    }

    private GroupHandle collect(EventStream<Deposit> stream, String name) {
        return closing(stream.group(name).handler(event -> seen.add(event.body().amount())));
    }

    @Test
    void movesWithoutOtherGroups() {
        EventStream<Deposit> stream = deposits();
        append(stream, 1, 2, 3);
        List<Integer> audited = new CopyOnWriteArrayList<>();
        GroupHandle audit = closing(stream.group("audit").handler(event -> audited.add(event.body().amount())));
        GroupHandle billing = collect(stream, "billing");
        await("both", () -> billing.lag() == 0 && audit.lag() == 0);
        billing.seek(new StreamPosition.Offset(1));
        await("two again", () -> seen.size() == 5 && billing.lag() == 0);
        assertThat(seen).containsExactly(1, 2, 3, 2, 3);
        assertThat(audited).containsExactly(1, 2, 3);
    }

    @Test
    void commitsByHandAndOnlyByHand() {
        EventStream<Deposit> stream = deposits();
        append(stream, 1, 2, 3);
        List<GroupDelivery<Deposit>> deliveries = new CopyOnWriteArrayList<>();
        GroupHandle group = stream.group("billing").commit(CommitMode.MANUAL).handler(deliveries::add);
        await("all", () -> deliveries.size() == 3);
        assertThat(group.lag()).isEqualTo(3);
        deliveries.get(1).commit();
        assertThat(group.lag()).isEqualTo(1);
        assertThat(deliveries.get(1).version()).isEqualTo(1);
        group.close();
        GroupHandle again = closing(stream.group("billing").commit(CommitMode.MANUAL).handler(event -> {
            seen.add(event.body().amount());
            event.commit();
        }));
        await("the third again", () -> again.lag() == 0);
        assertThat(seen).containsExactly(3);
    }

    @Test
    void refusesToCommitWhatCommitsByItself() {
        EventStream<Deposit> stream = deposits();
        append(stream, 1);
        List<ErrorCode> codes = new CopyOnWriteArrayList<>();
        closing(stream.group("billing").handler(event -> codes.add(codeOf(event::commit))));
        await("the refusal", () -> !codes.isEmpty());
        assertThat(codes).containsExactly(ErrorCode.ILLEGAL_STATE);
    }

    @Test
    void putsAsideWhatFailsAndGoesOn() throws JMSException {
        EventStream<Deposit> stream = deposits();
        append(stream, 1, 2);
        messaging.streams().open("deposits", String.class).append("{\"account\":\"a\",\"amount\":\"much\"}");
        append(stream, 3);
        GroupHandle group = closing(stream.group("billing")
                .errorPolicy(ErrorPolicy.DEFAULT.withRetry(2, Duration.ZERO, 1, Duration.ZERO))
                .handler(event -> {
                    seen.add(event.body().amount());
                    if (event.body().amount() == 2) {
                        throw new java.io.IOException("no more");
                    }
                }));
        await("all", () -> group.lag() == 0);
        assertThat(seen).containsExactly(1, 2, 2, 3);
        assertThat(group.metrics().failed()).isEqualTo(2);
        try (JMSContext context = new TernConnectionFactory(broker.uri()).createContext()) {
            List<Message> dead = IntStream.range(0, 2)
                    .mapToObj(i -> context.createConsumer(context.createQueue("DLQ.deposits.billing"))
                            .receive(SOON.toMillis()))
                    .filter(Objects::nonNull)
                    .toList();
            assertThat(dead).hasSize(2);
            assertThat(dead.get(0).getStringProperty(MessageProperties.DEAD_LETTER_CAUSE)).contains("no more");
            assertThat(dead.get(1).getStringProperty(MessageProperties.DEAD_LETTER_PATH)).startsWith("$");
        }
    }

    @Test
    void stopsAtWhatFailsAndTriesItAgainWhenResumed() {
        EventStream<Deposit> stream = deposits();
        AtomicBoolean mended = new AtomicBoolean();
        GroupHandle group = closing(stream.group("billing")
                .errorPolicy(ErrorPolicy.DEFAULT.withThen(ErrorPolicy.Then.STOP))
                .handler(event -> {
                    if (!mended.get()) {
                        throw new IllegalStateException("broken");
                    }
                    seen.add(event.body().amount());
                }));
        append(stream, 1, 2);
        await("it to stop", group::isPaused);
        assertThat(group.lag()).isEqualTo(2);
        mended.set(true);
        group.resume();
        await("both", () -> group.lag() == 0);
        assertThat(seen).containsExactly(1, 2);
        assertThat(group.isPaused()).isFalse();
    }

    @Test
    void beginsANewGroupWhereItIsTold() {
        EventStream<Deposit> stream = deposits();
        append(stream, 1, 2, 3);
        GroupHandle group = closing(stream.group("late").from(new StreamPosition.Last(1))
                .handler(event -> seen.add(event.body().amount())));
        await("the last", () -> seen.size() == 1 && group.lag() == 0);
        assertThat(seen).containsExactly(3);
    }
}
