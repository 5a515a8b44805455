// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill.remote;

import io.ternmq.api.client.TernConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What the programs of one run share. Any thread may call. */
final class Company {

    private final TernConnectionFactory factory;
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private final List<Account> accounts = new ArrayList<>();
    private final AtomicInteger progress = new AtomicInteger();
    private final AtomicInteger rollbacks = new AtomicInteger();
    private volatile boolean busy = true;
    private volatile boolean open = true;

    /** Founds it; the settings of its clients are the defaults. */
    Company(String uri) {
        factory = new TernConnectionFactory(uri);
    }

    Account account(String mailbox, boolean hasOneReader, boolean isConsumedAtSight) {
        Account account = new Account(mailbox, hasOneReader, isConsumedAtSight);
        synchronized (accounts) {
            accounts.add(account);
        }
        return account;
    }

    List<Account> accounts() {
        synchronized (accounts) {
            return List.copyOf(accounts);
        }
    }

    Connection connect(@Nullable String clientId) throws JMSException {
        Connection connection = factory.createConnection();
        if (clientId != null) {
            connection.setClientID(clientId);
        }
        connection.setExceptionListener(e -> report("an exception listener was told " + e));
        connection.start();
        return connection;
    }

    /** Commits; false when the broker was lost in the middle and the transaction with it. */
    boolean isCommitted(Session session) throws JMSException {
        try {
            session.commit();
            return true;
        } catch (TransactionRolledBackException e) {
            rollbacks.incrementAndGet();
            return false;
        }
    }

    /** A sender was told that something is there. */
    void advance(int messages) {
        progress.addAndGet(messages);
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500)); // the broker is to be killed, not the machine
    }

    int progress() {
        return progress.get();
    }

    int rollbacks() {
        return rollbacks.get();
    }

    /** Whether those who send go on. */
    boolean isBusy() {
        return busy;
    }

    void stopSending() {
        busy = false;
    }

    /** Whether those who receive go on. */
    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
    }

    void report(String trouble) {
        troubles.add(trouble);
    }

    List<String> troubles() {
        return List.copyOf(troubles);
    }
}
