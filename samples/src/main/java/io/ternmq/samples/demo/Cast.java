// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * Everybody who takes part. Each has a context of its own, so the provider may run all their listeners at once. Owner:
 * the thread that plays the show.
 */
final class Cast implements AutoCloseable {

    private final ConnectionFactory factory;
    private final Deque<JMSContext> contexts = new ArrayDeque<>();

    Cast(ConnectionFactory factory) {
        this.factory = factory;
    }

    /** A context that is closed with the others. */
    JMSContext context(int sessionMode) {
        return keep(factory.createContext(sessionMode));
    }

    /** A further context on the connection of another one, with a thread of its own. */
    JMSContext companionOf(JMSContext first) {
        return keep(first.createContext(JMSContext.AUTO_ACKNOWLEDGE));
    }

    /** Somebody who listens and whose messages are acknowledged one by one. */
    void listen(Function<JMSContext, JMSConsumer> seat, Reaction reaction) {
        listen(JMSContext.AUTO_ACKNOWLEDGE, seat, reaction);
    }

    /** Somebody who listens and commits or rolls back. */
    void listenInTransactions(Function<JMSContext, JMSConsumer> seat, Reaction reaction) {
        listen(JMSContext.SESSION_TRANSACTED, seat, reaction);
    }

    private void listen(int sessionMode, Function<JMSContext, JMSConsumer> seat, Reaction reaction) {
        JMSContext context = context(sessionMode);
        seat.apply(context).setMessageListener(reaction.on(context));
    }

    private JMSContext keep(JMSContext context) {
        contexts.push(context);
        return context;
    }

    /** Sends everybody home, the last one first. Once it returns, no listener runs any more. */
    @Override
    public void close() {
        while (!contexts.isEmpty()) {
            contexts.pop().close();
        }
    }
}
