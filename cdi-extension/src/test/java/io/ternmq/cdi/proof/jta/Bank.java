// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.jta;

import io.ternmq.api.listen.DeadLetter;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.Retry;
import io.ternmq.cdi.proof.CountingFactory;
import io.ternmq.cdi.proof.Fatal;
import io.ternmq.cdi.proof.Ledger;
import io.ternmq.cdi.proof.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** Takes a transfer and books it, both or none. */
@ApplicationScoped
public class Bank {

    @Inject
    private Ledger ledger;

    @Inject
    private JMSContext context;

    @Inject
    private TransactionManager transactions;

    /** One that can join transactions. */
    @Produces
    @Singleton
    public static ConnectionFactory factory(CountingFactory lent) {
        return lent.uncounted();
    }

    /** Books, and then does what the script says. */
    @Transactional
    @QueueListener("transfers")
    @Retry(delay = "1m", notOn = Fatal.class)
    @DeadLetter("dead")
    public void transfer(Order order) throws InterruptedException, SystemException {
        ledger.note("status " + transactions.getStatus());
        context.createProducer().send(context.createQueue("booked"), order.id());
        ledger.play(List.of(order.id()));
    }

    /** Books, and at its first attempt marks the transaction without a word. */
    @Transactional
    @QueueListener("doubts")
    @Retry(delay = "1m")
    public void doubt(Order order) throws SystemException {
        context.createProducer().send(context.createQueue("booked"), order.id());
        if (ledger.done().isEmpty()) {
            transactions.setRollbackOnly();
        }
        ledger.note("doubted");
    }

    /** Is not part of any. */
    @QueueListener("questions")
    public void ask(Order order) throws SystemException {
        ledger.note(order.id() + (transactions.getStatus() == Status.STATUS_NO_TRANSACTION ? " outside" : " inside"));
    }

    /** Books, for somebody else, in his transaction or in one of its own. */
    @Transactional
    public void book(String id) {
        context.createProducer().send(context.createQueue("booked"), id);
        if (id.startsWith("bad")) {
            throw new IllegalArgumentException(id);
        }
    }
}
