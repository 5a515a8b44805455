// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationRuntimeException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What outlives a broker that keeps its messages in files, described by a program or started by a URI. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LastingBrokerTest {

    private static final String NAME = "lasting";
    private static final Limits ONE = Limits.DEFAULT.withMaxMessages(1).withFullPolicy(FullPolicy.FAIL);

    @TempDir
    Path directory;

    private Broker start() {
        return Broker.builder().name(NAME).store(StorePolicy.file(directory)).start();
    }

    private static void send(Broker broker, String queue, String text) {
        try (JMSContext context = new TernConnectionFactory(broker.uri()).createContext()) {
            context.createProducer().send(context.createQueue(queue), text);
        }
    }

    @Test
    void queuesMadeByHandOutliveTheBroker() {
        try (Broker broker = start()) {
            broker.createQueue("made");
            broker.createQueue("made");
            broker.createQueue("gone");
            broker.deleteQueue("gone");
        }
        try (Broker broker = start()) {
            assertThat(broker.statistics().queue("made")).isPresent();
            assertThat(broker.statistics().queue("gone")).isEmpty();
        }
    }

    @Test
    void deletingAQueueTakesItsMessagesAndRefusesUnknownOnes() {
        try (Broker broker = start()) {
            send(broker, "q", "a");
            broker.deleteQueue("q");
            assertThat(broker.statistics().queue("q")).isEmpty();
            assertThatThrownBy(() -> broker.deleteQueue("q")).isInstanceOfSatisfying(ProviderException.class,
                    refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_DESTINATION));
            assertThatThrownBy(() -> broker.createQueue(" ")).isInstanceOf(ProviderException.class);
        }
    }

    @Test
    void aQueueWithAConsumerIsNotDeleted() {
        try (Broker broker = start();
                JMSContext context = new TernConnectionFactory(broker.uri()).createContext()) {
            context.createConsumer(context.createQueue("q"));
            assertThatThrownBy(() -> broker.deleteQueue("q"))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("1 consumers");
        }
    }

    @Test
    void settingsMadeWhileItRunsHoldAtOnceAndAfterARestart() {
        try (Broker broker = start()) {
            send(broker, "small.a", "first");
            broker.configure("small.*", DestinationPolicy.DEFAULT.withLimits(ONE));
            assertThatThrownBy(() -> send(broker, "small.a", "second"))
                    .isInstanceOf(ResourceAllocationRuntimeException.class);
        }
        try (Broker broker = start()) {
            assertThatThrownBy(() -> send(broker, "small.a", "second"))
                    .isInstanceOf(ResourceAllocationRuntimeException.class);
            broker.configure("small.*", null);
            send(broker, "small.a", "second");
            assertThat(broker.statistics().queue("small.a").orElseThrow().depth()).isEqualTo(2);
        }
        try (Broker broker = start()) {
            send(broker, "small.a", "third");
            assertThatThrownBy(() -> broker.configure("a..b", null)).isInstanceOf(ProviderException.class);
        }
    }

    @Test
    void aBrokerThatAUriStartsKeepsItsMessagesWhereTheUriSays() {
        String uri = "vm://" + NAME + "?store=file:" + directory.toString().replace("\\", "/");
        try (JMSContext context = new TernConnectionFactory(uri).createContext()) {
            context.createProducer().send(context.createQueue("q"), "kept");
        }
        try (JMSContext context = new TernConnectionFactory(uri).createContext()) {
            Queue queue = context.createQueue("q");
            assertThat(context.createConsumer(queue).receiveBody(String.class, 5_000)).isEqualTo("kept");
        }
        start().close(); // waits for the one before, which ends by itself and may still write
    }

    @Test
    void aSecondBrokerOnTheSameDirectoryIsRefusedAndSaysWhy() {
        try (Broker broker = start()) {
            assertThat(broker.isActive()).isTrue();
            assertThatThrownBy(() -> Broker.builder().name("other").store(StorePolicy.file(directory)).start())
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("in use by another broker");
            assertThat(Broker.find("other")).isEmpty();
            send(broker, "q", "still there");
        }
        try (Broker other = Broker.builder().name("other").store(StorePolicy.file(directory)).start()) {
            assertThat(other.statistics().queue("q").orElseThrow().depth()).isEqualTo(1);
        }
    }
}
