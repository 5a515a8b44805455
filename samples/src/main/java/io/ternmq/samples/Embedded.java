// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples;

import io.ternmq.api.client.TernConnectionFactory;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;

/** A complete broker inside this very program: it starts with the first connection and stops with the last one. */
public final class Embedded {

    private Embedded() {}

    /** Sends a text and receives it again. */
    public static void main(String[] args) {
        ConnectionFactory factory = new TernConnectionFactory("vm://app");
        try (JMSContext context = factory.createContext()) {
            Queue greetings = context.createQueue("greetings");
            context.createProducer().send(greetings, "Hello from inside your own program");
            String text = context.createConsumer(greetings).receiveBody(String.class, 1_000);
            System.out.println(text);
        }
    }
}
