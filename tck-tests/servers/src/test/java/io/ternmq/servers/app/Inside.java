// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;

/** Sends to the brokers inside the server, and receives from them. */
@Stateless
public class Inside {

    @Resource(name = "jms/inside")
    @SuppressWarnings("NullAway.Init")
    private ConnectionFactory beside;

    @Resource(name = "jms/embedded")
    @SuppressWarnings("NullAway.Init")
    private ConnectionFactory embedded;

    /** Sends when the transaction commits. */
    public void send(Place place, String queue, String text) {
        try (JMSContext context = at(place).createContext()) {
            context.createProducer().send(context.createQueue(queue), text);
        }
    }

    /** Receives; "nothing" when nothing comes. */
    public String receive(Place place, String queue) {
        try (JMSContext context = at(place).createContext()) {
            String text = context.createConsumer(context.createQueue(queue)).receiveBody(String.class, 5_000);
            return text == null ? "nothing" : text;
        }
    }

    private ConnectionFactory at(Place place) {
        return switch (place) {
            case BESIDE -> beside;
            case EMBEDDED -> embedded;
        };
    }

    /** Which of the brokers. */
    public enum Place {
        /** The one beside the first adapter's own broker. */
        BESIDE,
        /** The second adapter's own. */
        EMBEDDED
    }
}
