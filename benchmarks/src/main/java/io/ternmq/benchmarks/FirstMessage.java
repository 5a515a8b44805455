// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks;

import io.ternmq.api.client.TernConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;

/**
 * Starts a broker, sends and receives one message, and ends. To be timed from outside, so that the start of the Java
 * virtual machine counts: {@code time java -cp benchmarks/target/benchmarks.jar io.ternmq.benchmarks.FirstMessage}.
 */
public final class FirstMessage {

    private FirstMessage() {}

    /** Runs once. */
    public static void main(String[] args) {
        try (JMSContext context = new TernConnectionFactory("vm://first?store=memory").createContext()) {
            Queue queue = context.createQueue("greetings");
            context.createProducer().send(queue, "hello");
            System.out.println(context.createConsumer(queue).receiveBody(String.class, 5_000));
        }
    }
}
