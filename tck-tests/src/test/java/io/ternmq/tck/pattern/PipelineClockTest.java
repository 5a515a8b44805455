// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.pipeline.Aggregation;
import io.ternmq.api.pattern.pipeline.Pipeline;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import io.ternmq.test.TernMQTest;
import io.ternmq.test.TestBroker;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups of a pipeline whose time only the test moves. */
@TernMQTest
@Timeout(30)
class PipelineClockTest {

    private static Pipeline minutes(Messaging program) {
        return program.pipeline("minutes")
                .from(Channel.queue("words"), String.class)
                .aggregate("minute", Aggregation.<String>by(word -> word.substring(0, 1))
                        .within(Duration.ofMinutes(1))
                        .into(words -> String.join("+", words)))
                .to(Channel.queue("lines"));
    }

    private static void awaitIn(RunningPipeline running, int count) {
        PatternStage.await(count + " words are in their groups", () ->
                running.metrics().stage("minute").counts().in() == count
                        && running.metrics().stage("source").inProgress() == 0
                        && running.metrics().stage("minute").inProgress() >= count);
    }

    @Test
    void endsAGroupOneMinuteAfterItsFirstItem(TestBroker broker, JMSContext context) {
        Queue words = context.createQueue("words");
        try (Messaging program = Messaging.over(broker.connectionFactory());
                RunningPipeline running = minutes(program).start()) {
            context.createProducer().send(words, "ant");
            awaitIn(running, 1);
            broker.advance(Duration.ofSeconds(40));
            context.createProducer().send(words, "ape").send(words, "bee");
            awaitIn(running, 3);
            broker.advance(Duration.ofMillis(19_999));
            assertThat(broker.queue("lines").depth()).isZero();
            broker.advance(Duration.ofMillis(1));
            PatternStage.await("the first line", () -> broker.queue("lines").depth() == 1);
            broker.advance(Duration.ofSeconds(40));
            PatternStage.await("the second line", () -> broker.queue("lines").depth() == 2);
        }
        assertThat(context.createConsumer(context.createQueue("lines")).receiveBodyNoWait(String.class))
                .isEqualTo("ant+ape");
    }

    @Test
    void countsTheTimeOfAGroupThroughARestart(TestBroker broker, JMSContext context) {
        try (Messaging program = Messaging.over(broker.connectionFactory())) {
            try (RunningPipeline running = minutes(program).start()) {
                context.createProducer().send(context.createQueue("words"), "ant");
                awaitIn(running, 1);
            }
            broker.advance(Duration.ofSeconds(59));
            try (RunningPipeline running = minutes(program).start()) {
                assertThat(running.metrics().stage("minute").inProgress()).isEqualTo(1);
                broker.advance(Duration.ofSeconds(1));
                PatternStage.await("the line", () -> broker.queue("lines").depth() == 1);
            }
        }
    }
}
