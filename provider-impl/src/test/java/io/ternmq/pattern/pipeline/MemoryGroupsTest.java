// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.pattern.pipeline.Aggregation;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import io.ternmq.api.pattern.pipeline.StageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Aggregation in memory. */
@Timeout(30)
class MemoryGroupsTest {

    private static final Aggregation.Limits<String> BY_FIRST_LETTER = Aggregation.by(word -> word.substring(0, 1));

    private final HandTime time = new HandTime();
    private final List<Object> arrived = new CopyOnWriteArrayList<>();
    private @Nullable RunningPipeline running;

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
        }
    }

    private RunningPipeline start(Aggregation<String, String> how) {
        RunningPipeline started = Pipelines.named("words", BareTools.of(Runnable::run, time))
                .fromProgram(String.class)
                .aggregate("group", how)
                .to("collect", arrived::add)
                .start();
        running = started;
        return started;
    }

    private static boolean isDone(CompletionStage<?> stage) {
        return stage.toCompletableFuture().isDone();
    }

    @Test
    void makesOneOfSoManyOfAKey() {
        RunningPipeline words = start(BY_FIRST_LETTER.count(2).into(group -> String.join("+", group)));
        CompletionStage<?> first = words.submit("ant");
        words.submit("bee");
        assertThat(words.metrics().stage("group").inProgress()).isEqualTo(2);
        assertThat(isDone(first)).isFalse();
        words.submit("ape");

        assertThat(arrived).containsExactly("ant+ape");
        assertThat(isDone(first)).isTrue();
        assertThat(words.metrics().stage("group").inProgress()).isEqualTo(1);
    }

    @Test
    void endsAGroupWhenItsTimeIsOver() {
        RunningPipeline words =
                start(BY_FIRST_LETTER.within(Duration.ofSeconds(10)).into(group -> String.join("+", group)));
        words.submit("ant");
        time.advance(4_000);
        words.submit("bee");
        words.submit("ape");
        time.advance(5_999);
        assertThat(arrived).isEmpty();
        time.advance(1);
        assertThat(arrived).containsExactly("ant+ape");
        time.advance(4_000);

        assertThat(arrived).containsExactly("ant+ape", "bee");
    }

    @Test
    void endsAGroupWhenAConditionHolds() {
        RunningPipeline words = start(BY_FIRST_LETTER
                .until(group -> group.get(group.size() - 1).endsWith("."))
                .into(group -> String.join("+", group)));
        words.submit("ant");
        words.submit("ape.");

        assertThat(arrived).containsExactly("ant+ape.");
    }

    @Test
    void letsPartialGroupsGoOnAtTheEnd() throws Exception {
        RunningPipeline words = start(BY_FIRST_LETTER.count(3).into(group -> String.join("+", group)));
        CompletionStage<?> first = words.submit("ant");
        words.submit("bee");

        assertThat(words.drain(Duration.ofSeconds(5))).isTrue();
        assertThat(arrived).containsExactly("ant", "bee");
        assertThat(isDone(first)).isTrue();
    }

    @Test
    void leavesPartialGroupsOutWhenToldSo() throws Exception {
        RunningPipeline words =
                start(BY_FIRST_LETTER.count(3).into(group -> String.join("+", group)).discardingPartial());
        CompletionStage<?> first = words.submit("ant");

        assertThat(words.drain(Duration.ofSeconds(5))).isTrue();
        assertThat(arrived).isEmpty();
        assertThat(isDone(first)).isTrue();
    }

    @Test
    void failsAllSubmissionsOfAGroupThatFails() {
        RunningPipeline words = start(BY_FIRST_LETTER.count(2).into(group -> {
            throw new IllegalStateException("no " + group);
        }));
        CompletionStage<?> first = words.submit("ant");
        CompletionStage<?> second = words.submit("ape");

        for (CompletionStage<?> each : List.of(first, second)) {
            assertThat(each.handle((done, why) -> why).toCompletableFuture().join())
                    .isInstanceOf(StageException.class)
                    .hasMessageContaining("'group'");
        }
        assertThat(arrived).isEmpty();
    }
}
