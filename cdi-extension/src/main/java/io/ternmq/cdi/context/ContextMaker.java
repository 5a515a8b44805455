// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;

/** Opens contexts. Callable from any thread. */
final class ContextMaker {

    private final Factories factories;

    ContextMaker(Factories factories) {
        this.factories = factories;
    }

    /** One that is in no transaction. */
    OpenContext plain(ContextKey key) {
        JMSContext context = open(factories.named(key.factory()), key, key.mode());
        return new OpenContext(context, context, false);
    }

    /**
     * One that is part of a transaction. A factory that cannot join one gives a context with a transaction of its
     * own, which is ended just after that of the program and in the same way.
     */
    OpenContext inTransaction(CurrentTransaction transaction, ContextKey key) {
        ConnectionFactory factory = factories.named(key.factory());
        if (factory instanceof XAConnectionFactory joining) {
            return join(transaction, joining, key);
        }
        JMSContext context = open(factory, key, JMSContext.SESSION_TRANSACTED);
        return new OpenContext(context, context, true);
    }

    private static OpenContext join(CurrentTransaction transaction, XAConnectionFactory factory, ContextKey key) {
        XAJMSContext context =
                key.user() == null ? factory.createXAContext() : factory.createXAContext(key.user(), key.password());
        try {
            transaction.enlist(context.getXAResource());
            return new OpenContext(context, context.getContext(), false);
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private static JMSContext open(ConnectionFactory factory, ContextKey key, int mode) {
        return key.user() == null
                ? factory.createContext(mode)
                : factory.createContext(key.user(), key.password(), mode);
    }
}
