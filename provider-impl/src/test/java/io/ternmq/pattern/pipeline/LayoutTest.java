// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.pipeline.Aggregation;
import io.ternmq.api.pattern.pipeline.Pipeline;
import io.ternmq.api.pattern.pipeline.PipelineBuilder;
import io.ternmq.api.pattern.pipeline.PipelineGraph;
import org.junit.jupiter.api.Test;

/** Where a pipeline is cut, and how its graph is drawn. */
class LayoutTest {

    private static PipelineBuilder quakes() {
        return Pipelines.named("quakes", BareTools.of(Runnable::run, new HandTime()));
    }

    private static Layout layout(Pipeline pipeline) {
        return Layout.of(((DraftPipeline) pipeline).draft());
    }

    @Test
    void runsStagesWithoutThreadsOfTheirOwnTogether() {
        Pipeline pipeline = quakes().fromProgram(String.class)
                .filter("one", item -> true)
                .tap("two", item -> {})
                .to(Channel.topic("alerts"));

        assertThat(layout(pipeline).sections()).hasSize(1);
    }

    @Test
    void readsTheSourceWithTheThreadsOfTheFirstStage() {
        Pipeline pipeline = quakes().from(Channel.queue("in"), String.class)
                .filter("one", item -> true)
                .concurrency(4)
                .end("end");

        assertThat(layout(pipeline).sections())
                .containsExactly(new Layout.Section(0, Layout.Entrance.CHANNEL, Channel.queue("in"), 4, false));
    }

    @Test
    void putsAQueueBeforeThreadsAndGroupsWhereItemsComeFromAChannel() {
        Pipeline pipeline = quakes().from(Channel.queue("in"), String.class)
                .tap("one", item -> {})
                .tap("two", item -> {})
                .concurrency(2)
                .aggregate("three", Aggregation.<String>by(item -> item).count(2).into(group -> group.get(0)))
                .end("end");

        assertThat(layout(pipeline).sections())
                .extracting(Layout.Section::channel)
                .containsExactly(
                        Channel.queue("in"),
                        Channel.queue("pipeline.quakes.two"),
                        Channel.queue("pipeline.quakes.three"));
    }

    @Test
    void putsAQueueBeforeEveryStageButTheFirstWhenToldSo() {
        Pipeline pipeline = quakes().overQueues()
                .fromProgram(String.class)
                .tap("one", item -> {})
                .tap("two", item -> {})
                .inProcess()
                .tap("three", item -> {})
                .to("four", item -> {});

        assertThat(layout(pipeline).sections())
                .extracting(Layout.Section::first)
                .containsExactly(0, 2, 4);
    }

    @Test
    void asksForTheTypeOfItemsThatGoOverAQueue() {
        Pipeline pipeline = quakes().fromProgram(String.class)
                .transform("length", String::length)
                .viaQueue()
                .end("end");

        assertThatThrownBy(pipeline::start)
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("behind 'length'")
                .hasMessageContaining("as(Type.class)");
    }

    @Test
    void refusesTwoQueuesInFrontOfOneStage() {
        Pipeline pipeline = quakes().fromProgram(String.class)
                .<String>route("way")
                .when("left", item -> true, flow -> flow.tap("a", item -> {}).via(Channel.queue("one")))
                .otherwise(flow -> flow.tap("b", item -> {}).via(Channel.queue("two")))
                .end("end");

        assertThatThrownBy(pipeline::graph).hasMessageContaining("name one queue");
    }

    @Test
    void refusesABranchThatBelongsToAnotherFlow() {
        Pipeline other = quakes().fromProgram(String.class).end("elsewhere");

        assertThatThrownBy(() -> quakes().fromProgram(String.class)
                        .<String>route("way")
                        .whenTo("left", item -> true, flow -> other))
                .hasMessageContaining("built from the flow that it is given");
    }

    @Test
    void drawsItsGraph() {
        PipelineGraph graph = quakes().from(Channel.topic("quakes.#"), String.class)
                .filter("valid", item -> true)
                .<String>route("strength")
                .when("mag >= 5 \"strong\"", item -> true, flow -> flow.transform("warn", item -> item)
                        .as(String.class))
                .whenTo("weak", item -> true, flow -> flow.end("forget"))
                .otherwise(flow -> flow.viaQueue())
                .tap("log", item -> {})
                .concurrency(2)
                .to("alert", Channel.topic("alerts"))
                .graph();

        assertThat(graph.toMermaid()).isEqualTo("""
                flowchart LR
                    s0(["source<br/><i>source</i><br/>topic://quakes.#35;"])
                    s1{"valid<br/><i>filter</i>"}
                    s2{"strength<br/><i>route</i>"}
                    s3["warn<br/><i>transform</i>"]
                    s4(["forget<br/><i>end</i>"])
                    s5["log<br/><i>tap x2</i>"]
                    s6(["alert<br/><i>end</i><br/>topic://alerts"])
                    s0 --> s1
                    s1 --> s2
                    s2 -->|"mag #62;= 5 #34;strong#34;"| s3
                    s2 -->|"weak"| s4
                    s3 ==>|"queue://pipeline.quakes.log"| s5
                    s2 ==>|"otherwise<br/>queue://pipeline.quakes.log"| s5
                    s5 --> s6
                """);
    }
}
