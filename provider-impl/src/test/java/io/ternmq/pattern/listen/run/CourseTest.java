// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.BatchOutcome;
import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.pattern.listen.Call;
import io.ternmq.pattern.listen.ListenerSpec;
import io.ternmq.pattern.listen.Retrying;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CourseTest {

    private static final Retrying THREE_TIMES = new Retrying(
            3, Duration.ofSeconds(10), 2, Duration.ofSeconds(15), 0, List.of(Throwable.class), List.of(Error.class));

    private final ScriptedTools scripted = new ScriptedTools();
    private final Bean bean = new Bean();
    private final Presence presence = new Presence();

    /** Fails for what begins with an x. */
    public static final class Bean {

        private final List<List<String>> calls = new ArrayList<>();
        private int wrongPlace = -1;
        private @Nullable Error error;

        public BatchOutcome take(List<String> texts) {
            calls.add(texts);
            if (error != null) {
                throw error;
            }
            BatchOutcome outcome = BatchOutcome.done();
            for (int place = 0; place < texts.size(); place++) {
                if (texts.get(place).startsWith("x")) {
                    outcome = outcome.withFailure(place, new IllegalStateException(texts.get(place)));
                }
            }
            return wrongPlace < 0 ? outcome : outcome.withFailure(wrongPlace, new IllegalStateException("nobody"));
        }
    }

    private Job job(Retrying retrying, double chance) throws Exception {
        Call.Argument bodies = given -> given.messages().stream().map(each -> (String) each.body()).toList();
        Call call = new Call(
                Bean.class.getMethod("take", List.class),
                PayloadType.of(String.class),
                List.of(bodies),
                false,
                Call.Result.OUTCOME);
        ListenerSpec.Source source =
                new ListenerSpec.Source(Channel.queue("in"), null, null, false, false, 1);
        ListenerSpec.Conduct conduct = new ListenerSpec.Conduct(
                retrying, null, new ListenerSpec.Batching(10, Duration.ofSeconds(1)), null, null);
        return new Job(
                scripted.tools(),
                new ListenerSpec("Bean.take", BeanSource.of(bean), call, source, conduct),
                presence,
                () -> chance,
                null);
    }

    private static Item item(String text) {
        Queue queue = ScriptedTools.proxy(Queue.class, name -> "in");
        Message raw = ScriptedTools.proxy(Message.class, name -> name.equals("getJMSDestination") ? queue : text);
        return Item.of(ScriptedTools.proxy(Incoming.class, name -> switch (name) {
            case "message" -> raw;
            case "trace" -> TraceContext.NONE;
            default -> text;
        }));
    }

    private static List<Item.Fate> fatesOf(List<Item> items) {
        return items.stream().map(Item::fate).toList();
    }

    private void run(Job job, List<Item> items) throws Exception {
        try (Presence.Stay stay = presence.enter()) {
            new Course(job, stay, Runnable::run).run(items);
        }
    }

    @Test
    void whatHasFailedIsTriedAgainOneByOneAfterOnePause() throws Exception {
        List<Item> items = List.of(item("a"), item("x1"), item("b"), item("x2"));
        long begin = scripted.time.millis();
        run(job(THREE_TIMES, 0), items);
        assertThat(bean.calls)
                .containsExactly(
                        List.of("a", "x1", "b", "x2"), List.of("x1"), List.of("x2"), List.of("x1"), List.of("x2"));
        assertThat(fatesOf(items))
                .containsExactly(Item.Fate.DONE, Item.Fate.DEAD, Item.Fate.DONE, Item.Fate.DEAD);
        assertThat(scripted.time.millis() - begin).as("10 s, and 15 s instead of 20").isEqualTo(25_000);
        assertThat(items.get(1).why().attempts()).isEqualTo(3);
    }

    @Test
    void jitterMakesPausesShorterOrLongerByChance() throws Exception {
        Retrying jittery = new Retrying(
                2, Duration.ofSeconds(10), 1, Duration.ofSeconds(10), 0.5, List.of(Throwable.class), List.of());
        long seed = new Random().nextLong();
        double chance = new Random(seed).nextDouble();
        long begin = scripted.time.millis();
        run(job(jittery, 0), List.of(item("x")));
        long shortest = scripted.time.millis();
        run(job(jittery, 1), List.of(item("x")));
        long longest = scripted.time.millis();
        run(job(jittery, chance), List.of(item("x")));
        assertThat(shortest - begin).isEqualTo(5_000);
        assertThat(longest - shortest).isEqualTo(15_000);
        assertThat(scripted.time.millis() - longest).as("seed %d", seed).isBetween(5_000L, 15_000L);
    }

    @Test
    void whatIsNotWorthItHasOneAttempt() throws Exception {
        bean.error = new AssertionError("no");
        List<Item> items = List.of(item("a"), item("b"));
        run(job(THREE_TIMES, 0), items);
        assertThat(bean.calls).hasSize(1);
        assertThat(fatesOf(items)).containsOnly(Item.Fate.DEAD);
    }

    @Test
    void anOutcomeForAPlaceThatIsNotThereFailsAllOfThem() throws Exception {
        bean.wrongPlace = 7;
        List<Item> items = List.of(item("a"), item("b"));
        run(job(Retrying.NEVER, 0), items);
        assertThat(fatesOf(items)).containsOnly(Item.Fate.DEAD);
        assertThat(items.get(0).reason()).hasMessageContaining("place 7").hasMessageContaining("2 items");
    }

    @Test
    void whenTheListenerStopsThereIsNoOtherAttempt() throws Exception {
        Job job = job(THREE_TIMES, 0);
        job.stop();
        List<Item> items = List.of(item("a"), item("x"));
        run(job, items);
        assertThat(bean.calls).hasSize(1);
        assertThat(fatesOf(items)).containsExactly(Item.Fate.DONE, Item.Fate.BACK);
    }

    @Test
    void whatIsBrokenOffIsNotBegun() throws Exception {
        List<Item> items = List.of(item("a"));
        try (Presence.Stay stay = presence.enter()) {
            stay.breakOff();
            new Course(job(THREE_TIMES, 0), stay, Runnable::run).run(items);
        }
        assertThat(bean.calls).isEmpty();
        assertThat(fatesOf(items)).containsExactly(Item.Fate.BACK);
    }

    @Test
    void whatAnExecutorRefusesGoesBack() throws Exception {
        List<Item> items = List.of(item("a"));
        try (Presence.Stay stay = presence.enter()) {
            new Course(job(THREE_TIMES, 0), stay, work -> {
                throw new RejectedExecutionException("full");
            }).run(items);
        }
        assertThat(fatesOf(items)).containsExactly(Item.Fate.BACK);
    }
}
