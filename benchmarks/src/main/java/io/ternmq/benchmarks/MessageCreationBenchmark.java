// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks;

import io.ternmq.api.client.TernConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Messages made per second, as a program makes them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class MessageCreationBenchmark {

    private JMSContext context;
    private String text;

    /** Opens a session. */
    @Setup
    public void open() {
        context = new TernConnectionFactory("vm://creation?store=memory").createContext();
        text = "x".repeat(1024);
    }

    /** Closes it. */
    @TearDown
    public void close() {
        context.close();
    }

    /** A text message. */
    @Benchmark
    public TextMessage text() {
        return context.createTextMessage(text);
    }

    /** A text message with two properties. */
    @Benchmark
    public TextMessage textWithProperties() throws JMSException {
        TextMessage message = context.createTextMessage(text);
        message.setStringProperty("region", "ak");
        message.setDoubleProperty("magnitude", 4.5);
        return message;
    }
}
