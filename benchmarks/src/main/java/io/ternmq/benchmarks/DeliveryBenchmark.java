// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks;

import io.ternmq.api.client.TernConnectionFactory;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Messages of 1 KiB sent by one thread and received by listeners in the same process, AUTO_ACKNOWLEDGE. An operation is
 * a message sent and received by everybody; the invocation ends when the last one has arrived.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DeliveryBenchmark {

    private static final int MESSAGES = 20_000;

    /** Whether messages survive the broker. */
    @Param({"NON_PERSISTENT", "PERSISTENT"})
    private String mode;

    private final List<JMSContext> contexts = new ArrayList<>();
    private final AtomicLong received = new AtomicLong();
    private JMSContext sender;
    private JMSProducer producer;
    private Destination queue;
    private Destination topic;
    private String text;

    /** Opens one receiver of a queue and ten of a topic. */
    @Setup
    public void open() {
        TernConnectionFactory factory = new TernConnectionFactory("vm://delivery?store=memory");
        sender = context(factory);
        queue = sender.createQueue("one");
        topic = sender.createTopic("many");
        listen(context(factory), queue);
        for (int i = 0; i < 10; i++) {
            listen(context(factory), topic);
        }
        producer = sender.createProducer()
                .setDeliveryMode("PERSISTENT".equals(mode) ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
        text = "x".repeat(1024);
    }

    private JMSContext context(TernConnectionFactory factory) {
        JMSContext context = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        contexts.add(context);
        return context;
    }

    private void listen(JMSContext context, Destination destination) {
        context.createConsumer(destination).setMessageListener(message -> received.incrementAndGet());
    }

    /** Closes everything. */
    @TearDown
    public void close() {
        contexts.forEach(JMSContext::close);
    }

    /** One sender, one receiver. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long oneToOne() {
        return send(queue, 1);
    }

    /** One sender, ten subscribers. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long oneToTen() {
        return send(topic, 10);
    }

    private long send(Destination destination, int receivers) {
        long expected = received.get() + (long) MESSAGES * receivers;
        for (int i = 0; i < MESSAGES; i++) {
            TextMessage message = sender.createTextMessage(text);
            producer.send(destination, message);
        }
        while (received.get() < expected) {
            Thread.onSpinWait();
        }
        return expected;
    }

    /** Messages that were handed over without waiting, and confirmed. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long oneToOneAsynchronous() {
        AtomicLong confirmed = new AtomicLong();
        JMSProducer asynchronous = sender.createProducer()
                .setDeliveryMode(producer.getDeliveryMode())
                .setAsync(new Confirmations(confirmed));
        long expected = received.get() + MESSAGES;
        for (int i = 0; i < MESSAGES; i++) {
            asynchronous.send(queue, sender.createTextMessage(text));
        }
        while (received.get() < expected || confirmed.get() < MESSAGES) {
            Thread.onSpinWait();
        }
        return expected;
    }

    private record Confirmations(AtomicLong count) implements CompletionListener {

        @Override
        public void onCompletion(Message message) {
            count.incrementAndGet();
        }

        @Override
        public void onException(Message message, Exception exception) {
            throw new IllegalStateException(exception);
        }
    }
}
