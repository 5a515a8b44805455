// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.load;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Runs a load once: consumers first, then producers, each on a connection and a thread of its own. */
public final class LoadRun {

    private static final int DIGITS = 3;

    private final LoadPlan plan;
    private final Opener opener;
    private final Consumer<Progress> watcher;
    private final List<Connection> connections = new ArrayList<>();

    /**
     * Prepares a load.
     *
     * @param plan    what it consists of
     * @param opener  opens the connections
     * @param watcher is told once a second how it goes
     */
    public LoadRun(LoadPlan plan, Opener opener, Consumer<Progress> watcher) {
        this.plan = plan;
        this.opener = opener;
        this.watcher = watcher;
    }

    /** Opens a connection. */
    @FunctionalInterface
    public interface Opener {

        /**
         * Opens a connection.
         *
         * @return a new connection, stopped
         * @throws JMSException when the broker cannot be reached or refuses
         * @throws IOException  when what is needed to ask for it cannot be read
         */
        Connection open() throws JMSException, IOException;
    }

    /**
     * Runs the load.
     *
     * @return what became of it
     * @throws JMSException when a producer or consumer failed, which ends the others
     * @throws IOException  when the wait was interrupted
     */
    public LoadResult run() throws JMSException, IOException {
        ExecutorService threads = Executors.newCachedThreadPool(LoadRun::daemon);
        try {
            return run(threads);
        } finally {
            threads.shutdownNow();
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private LoadResult run(ExecutorService threads) throws JMSException, IOException {
        List<Session> ears = new ArrayList<>();
        for (int i = 0; i < plan.consumers(); i++) {
            int mode = plan.transactions() > 0 ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE;
            ears.add(connect().createSession(mode));
        }
        List<Connection> mouths = new ArrayList<>();
        for (int i = 0; i < plan.producers(); i++) {
            mouths.add(connect());
        }
        Score score = new Score(plan);
        List<Callable<@Nullable Histogram>> parts = new ArrayList<>();
        for (Session ear : ears) {
            parts.add(new Consuming(ear, plan, score));
        }
        for (Connection mouth : mouths) {
            Producing producing = new Producing(mouth, plan, score);
            parts.add(() -> {
                producing.call();
                return null;
            });
        }
        CompletionService<@Nullable Histogram> running = new ExecutorCompletionService<>(threads);
        for (Callable<@Nullable Histogram> part : parts) {
            Future<@Nullable Histogram> unused = running.submit(part);
        }
        return result(score, gather(running, parts.size(), score));
    }

    private Connection connect() throws JMSException, IOException {
        Connection connection = opener.open();
        connections.add(connection);
        connection.start();
        return connection;
    }

    /** Waits for every part, shows progress meanwhile, and passes the first failure on. */
    private Histogram gather(
            CompletionService<@Nullable Histogram> running, int parts, Score score)
            throws JMSException, IOException {
        Histogram all = new Histogram(DIGITS);
        Meter meter = new Meter(score, watcher);
        try {
            for (int left = parts; left > 0; ) {
                Future<@Nullable Histogram> part = running.poll(meter.nanosToNext(), TimeUnit.NANOSECONDS);
                if (part == null) {
                    meter.show();
                    continue;
                }
                left--;
                Histogram latencies = part.get();
                if (latencies != null) {
                    all.add(latencies);
                }
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("The load was interrupted").initCause(e);
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            score.stop();
        }
    }

    private LoadResult result(Score score, Histogram latencies) {
        long sent = score.sent.sum();
        long received = score.received.sum();
        long missing = Math.max(0, plan.expected(sent) - received);
        return new LoadResult(sent, received, missing, score.sendSeconds(), score.receiveSeconds(), latencies);
    }

    private static JMSException failure(ExecutionException e) {
        if (e.getCause() instanceof JMSException ours) {
            return ours;
        }
        if (e.getCause() instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw new IllegalStateException("A part of the load failed: " + e.getCause(), e);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tern-load");
        thread.setDaemon(true);
        return thread;
    }
}
