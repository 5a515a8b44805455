// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks;

import io.ternmq.api.client.TernConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Requests answered over a temporary queue in the same process: one at a time, and 64 at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RequestReplyBenchmark {

    private static final int REQUESTS = 10_000;
    private static final int OUTSTANDING = 64;

    private final Semaphore outstanding = new Semaphore(OUTSTANDING);
    private JMSContext server;
    private JMSContext client;
    private JMSContext collector;
    private JMSProducer requests;
    private JMSConsumer replies;
    private Destination service;
    private Destination single;
    private Destination many;

    /** Opens a server that answers and a client. */
    @Setup
    public void open() {
        TernConnectionFactory factory = new TernConnectionFactory("vm://requests?store=memory");
        server = factory.createContext();
        client = factory.createContext();
        collector = client.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        service = client.createQueue("service");
        single = client.createTemporaryQueue();
        many = client.createTemporaryQueue();
        JMSProducer answers = server.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        server.createConsumer(service).setMessageListener(request -> answer(answers, request));
        requests = client.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        replies = client.createConsumer(single);
        collector.createConsumer(many).setMessageListener(reply -> outstanding.release());
    }

    private static void answer(JMSProducer answers, Message request) {
        try {
            answers.send(request.getJMSReplyTo(), ((TextMessage) request).getText());
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes everything. */
    @TearDown
    public void close() {
        collector.close();
        client.close();
        server.close();
    }

    /** A request, and its reply awaited by receive. */
    @Benchmark
    public Message oneAtATime() {
        requests.setJMSReplyTo(single).send(service, "question");
        return replies.receive(10_000);
    }

    /** Sixty-four requests under way; replies arrive at a listener. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void sixtyFourAtATime() throws InterruptedException {
        requests.setJMSReplyTo(many);
        for (int i = 0; i < REQUESTS; i++) {
            outstanding.acquire();
            requests.send(service, "question");
        }
        outstanding.acquire(OUTSTANDING);
        outstanding.release(OUTSTANDING);
    }
}
