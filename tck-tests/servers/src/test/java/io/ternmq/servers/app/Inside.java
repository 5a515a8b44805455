// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;

/** Sends to the broker inside the server, and receives from it. */
@Stateless
public class Inside {

    @Resource(name = "jms/inside")
    @SuppressWarnings("NullAway.Init")
    private ConnectionFactory factory;

    /** Sends when the transaction commits. */
    public void send(String queue, String text) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue(queue), text);
        }
    }

    /** Receives; "nothing" when nothing comes. */
    public String receive(String queue) {
        try (JMSContext context = factory.createContext()) {
            String text = context.createConsumer(context.createQueue(queue)).receiveBody(String.class, 5_000);
            return text == null ? "nothing" : text;
        }
    }
}
