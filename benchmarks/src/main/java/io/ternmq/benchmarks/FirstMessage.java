// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks;

import io.ternmq.api.client.TernConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.lang.management.ManagementFactory;

/** Starts a broker, sends and receives one message, and says how long after the start of {@code java} that was. */
public final class FirstMessage {

    private FirstMessage() {}

    /** Runs once; prints milliseconds. */
    public static void main(String[] args) {
        try (JMSContext context = new TernConnectionFactory("vm://first").createContext()) {
            Queue queue = context.createQueue("greetings");
            context.createProducer().send(queue, "hello");
            String text = context.createConsumer(queue).receiveBody(String.class, 5_000);
            long started = ManagementFactory.getRuntimeMXBean().getStartTime();
            System.out.println(text + " after " + (System.currentTimeMillis() - started) + " ms");
        }
    }
}
