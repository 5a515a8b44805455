// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter.crash;

import io.ternmq.ra.adapter.TernResourceAdapter;
import io.ternmq.ra.outbound.TernManagedConnectionFactory;
import io.ternmq.test.connector.TestPool;
import io.ternmq.test.connector.TestServer;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import jakarta.transaction.TransactionManager;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;

/**
 * A server with the adapter and one transaction over TernMQ and a {@link Ledger}. What it does is in its arguments:
 * what to do, a directory, where the broker is, the kind of ledger, which resource comes first, where to stop.
 */
final class CrashProgram {

    /** Exit code of a process that ended itself between two steps. */
    static final int HALTED = 42;

    private static final String QUEUE = "orders";
    private static final int SCANS = 15;

    /** Heard by the parent. */
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final Path directory;
    private final Ledger ledger;
    private final TernResourceAdapter adapter = new TernResourceAdapter();

    private CrashProgram(Path directory, String url, String kind) throws Exception {
        this.directory = directory;
        this.ledger = kind.equals("derby")
                ? new DerbyLedger(directory.resolve("derby"))
                : new FileLedger(directory.resolve("ledger"));
        adapter.setUrl(url);
        adapter.setDataDirectory(directory.resolve("data").toString());
    }

    public static void main(String[] arguments) throws Exception {
        CrashProgram program = new CrashProgram(Path.of(arguments[1]), arguments[2], arguments[3]);
        switch (arguments[0]) {
            case "crash" -> program.crash(arguments[4], arguments[5]);
            case "outage" -> program.outage(arguments[4], arguments[5], Long.parseLong(arguments[6]));
            case "recover" -> program.recover();
            default -> throw new IllegalArgumentException(Arrays.toString(arguments));
        }
    }

    private void crash(String order, String moment) throws Exception {
        Runnable halt = () -> Runtime.getRuntime().halt(HALTED);
        try (TestServer server = new TestServer()) {
            server.start(adapter);
            work(server, trap(moment, halt), order);
        }
        out.println("still here");
    }

    private void outage(String order, String moment, long broker) throws Exception {
        Runnable kill = () -> ProcessHandle.of(broker).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        });
        try (TestServer server = new TestServer()) {
            server.start(adapter);
            Coordinator coordinator = work(server, trap(moment, kill), order);
            out.println("committed");
            try {
                out.println("in doubt: " + inDoubt());
            } catch (XAException e) {
                out.println("down: " + e.errorCode);
            }
            coordinator.scan();
            out.println("scanned");
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)).readLine();
            settle(coordinator);
        }
    }

    private void recover() throws Exception {
        try (TestServer server = new TestServer()) {
            server.start(adapter);
            out.println("before: in doubt " + inDoubt() + ", ledger " + ledger.inDoubt());
            settle(coordinator());
        }
    }

    private XAResource trap(String moment, Runnable act) {
        Runnable nothing = () -> {};
        return new TrapResource(
                ledger.resource(),
                moment.equals("prepare") ? act : nothing,
                moment.equals("commit") ? act : nothing);
    }

    private Coordinator coordinator() throws Exception {
        return new Coordinator(directory.resolve("narayana"), () -> Stream.concat(
                        Arrays.stream(adapter.getXAResources(null)), Stream.of(ledger.resource()))
                .toArray(XAResource[]::new));
    }

    /** One transaction: a message, and an entry in the ledger. */
    private Coordinator work(TestServer server, XAResource trap, String order) throws Exception {
        Coordinator coordinator = coordinator();
        TransactionManager transactions = coordinator.transactions();
        TernManagedConnectionFactory factory = new TernManagedConnectionFactory();
        factory.setResourceAdapter(adapter);
        TestPool pool = new TestPool(server, factory, transactions);
        ConnectionFactory connections = pool.factory(ConnectionFactory.class);
        transactions.setTransactionTimeout(60);
        transactions.begin();
        if (order.equals("last")) {
            enter(transactions, trap);
        }
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession()) {
            session.createProducer(session.createQueue(QUEUE)).send(session.createTextMessage("one"));
        }
        if (order.equals("first")) {
            enter(transactions, trap);
        }
        transactions.commit();
        return coordinator;
    }

    private void enter(TransactionManager transactions, XAResource trap) throws Exception {
        if (!transactions.getTransaction().enlistResource(trap)) {
            throw new IllegalStateException("the ledger was not taken into the transaction");
        }
        ledger.enter();
    }

    private void settle(Coordinator coordinator) throws Exception {
        int scans = 0;
        while (scans < SCANS && inDoubt() + ledger.inDoubt() > 0) {
            coordinator.scan();
            scans++;
        }
        out.println("after: in doubt " + (inDoubt() + ledger.inDoubt()) + ", messages " + messages() + ", entries "
                + ledger.committed());
    }

    private int inDoubt() throws XAException {
        int found = 0;
        for (XAResource resource : adapter.getXAResources(null)) {
            found += resource.recover(XAResource.TMSTARTRSCAN).length;
            found += resource.recover(XAResource.TMENDRSCAN).length;
        }
        return found;
    }

    private int messages() throws Exception {
        try (XAConnection connection = adapter.connections(null).createXAConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = session.createBrowser(session.createQueue(QUEUE))) {
            connection.start();
            int found = 0;
            for (Enumeration<?> each = browser.getEnumeration(); each.hasMoreElements(); each.nextElement()) {
                found++;
            }
            return found;
        }
    }
}
