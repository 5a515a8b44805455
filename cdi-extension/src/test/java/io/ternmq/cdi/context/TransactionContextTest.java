// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.cdi.container.CdiStage;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Qualifier;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code JMSContext} in transactions of a transaction manager. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class TransactionContextTest {

    private static final String BROKER = "vm://transactions-" + UUID.randomUUID() + "?store=memory";

    private final CdiStage stage = CdiStage.open();
    private final TransactionManager manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
    private final String queue = "q-" + UUID.randomUUID();
    private JMSContext outside = new TernConnectionFactory(BROKER).createContext();
    private Desk desk = new Desk();

    /** Sends. */
    @Singleton
    public static class Desk {
        @Inject JMSContext context;
        @Inject @JMSConnectionFactory("plain") JMSContext plain;
        @Inject Contexts contexts;
        @Inject ConnectionFactory factory;
    }

    /** Keeps a named bean from being the default one too. */
    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Beside {}

    /** Gives the transaction manager, in place of one that a library may bring. */
    @Alternative
    @Priority(1)
    @ApplicationScoped
    public static class Given {

        /** That of the process. */
        @Produces
        @ApplicationScoped
        TransactionManager manager() {
            return com.arjuna.ats.jta.TransactionManager.transactionManager();
        }

        /** Knows nothing of transactions. */
        @Produces
        @Beside
        @Named("plain")
        @ApplicationScoped
        ConnectionFactory plain() {
            return new TernConnectionFactory(BROKER);
        }
    }

    @BeforeEach
    void begin() {
        SeContainer container = stage.with("ternmq.url", BROKER).startBare(Desk.class, Given.class);
        desk = container.select(Desk.class).get();
    }

    @AfterEach
    void end() throws Exception {
        if (manager.getTransaction() != null) {
            manager.rollback();
        }
        outside.close();
        stage.close();
    }

    private void send(JMSContext context, String text) {
        context.createProducer().send(context.createQueue(queue), text);
    }

    private String take(long millis) {
        return String.valueOf(
                outside.createConsumer(outside.createQueue(queue)).receiveBody(String.class, millis));
    }

    @Test
    void commitSendsAndCloses() throws Exception {
        manager.begin();
        send(desk.context, "a");
        JMSContext used = desk.contexts.current(ContextKey.DEFAULT);
        assertThat(desk.contexts.openCount()).isEqualTo(1);
        assertThat(outside.createConsumer(outside.createQueue(queue)).receiveNoWait()).isNull();
        manager.commit();

        assertThat(take(20_000)).isEqualTo("a");
        assertThat(desk.contexts.openCount()).isZero();
        assertThatThrownBy(used::createTextMessage).isInstanceOf(JMSRuntimeException.class);
    }

    @Test
    void rollbackSendsNothing() throws Exception {
        manager.begin();
        send(desk.context, "a");
        manager.rollback();
        manager.begin();
        send(desk.context, "b");
        manager.commit();

        assertThat(take(20_000)).isEqualTo("b");
    }

    @Test
    void factoryWithoutTransactionsFollows() throws Exception {
        manager.begin();
        send(desk.plain, "a");
        manager.rollback();
        manager.begin();
        send(desk.plain, "b");
        assertThat(outside.createConsumer(outside.createQueue(queue)).receiveNoWait()).isNull();
        manager.commit();

        assertThat(take(20_000)).isEqualTo("b");
        assertThat(desk.contexts.openCount()).isZero();
    }

    @Test
    void eachTransactionHasItsOwnAndOutsideAnother() throws Exception {
        manager.begin();
        JMSContext first = desk.contexts.current(ContextKey.DEFAULT);
        assertThat(desk.contexts.current(ContextKey.DEFAULT)).isSameAs(first);
        Transaction suspended = manager.suspend();
        JMSContext between = desk.contexts.current(ContextKey.DEFAULT);
        manager.begin();
        JMSContext second = desk.contexts.current(ContextKey.DEFAULT);
        manager.commit();
        manager.resume(suspended);

        assertThat(first).isNotSameAs(between).isNotSameAs(second);
        assertThat(between).isNotSameAs(second);
        assertThat(desk.contexts.current(ContextKey.DEFAULT)).isSameAs(first);
        manager.commit();
    }

    @Test
    void otherThreadOfTheTransactionHasItsOwn() throws Exception {
        manager.begin();
        send(desk.context, "a");
        JMSContext mine = desk.contexts.current(ContextKey.DEFAULT);
        Transaction shared = manager.getTransaction();
        FutureTask<JMSContext> elsewhere = new FutureTask<>(() -> {
            manager.resume(shared);
            try {
                send(desk.context, "b");
                return desk.contexts.current(ContextKey.DEFAULT);
            } finally {
                manager.suspend();
            }
        });
        new Thread(elsewhere, "elsewhere").start();

        assertThat(elsewhere.get(30, TimeUnit.SECONDS)).isNotSameAs(mine);
        manager.commit();
        assertThat(take(20_000)).isIn("a", "b");
        assertThat(take(20_000)).isIn("a", "b");
    }

    @Test
    void markedTransactionTakesNothing() throws Exception {
        manager.begin();
        manager.setRollbackOnly();

        assertThatThrownBy(() -> send(desk.context, "a"))
                .isInstanceOf(JMSRuntimeException.class)
                .hasMessageContaining("marked for rollback");
        assertThat(desk.contexts.openCount()).isZero();
    }

    @Test
    void defaultFactoryJoinsTransactions() {
        assertThat(desk.factory.toString()).startsWith("TernXAConnectionFactory[");
    }
}
