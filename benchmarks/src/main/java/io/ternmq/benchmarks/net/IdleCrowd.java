// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many clients that do nothing but stay alive, played by one thread. They come at a pace that a broker lets in: a few
 * at a time, and not too many within a second.
 */
final class IdleCrowd extends Thread implements AutoCloseable {

    private static final int MOST_PENDING = 128;
    private static final int STEP_MILLIS = 10;
    private static final int MOST_PER_STEP = 8;
    private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final InetSocketAddress broker;
    private final Selector selector;
    private final int wanted;
    private final Deque<IdleClient> clients = new ArrayDeque<>();
    private final AtomicInteger standing = new AtomicInteger();
    private volatile boolean ended;
    private volatile Throwable failure = new IllegalStateException("The crowd has not come yet");

    IdleCrowd(InetSocketAddress broker, int wanted) throws IOException {
        super("idle-crowd");
        this.broker = broker;
        this.wanted = wanted;
        this.selector = Selector.open();
        setDaemon(true);
    }

    /** Waits until all stand. */
    void awaitAll() throws InterruptedException {
        while (standing.get() < wanted && isAlive()) {
            join(STEP_MILLIS);
        }
        requireWell();
    }

    /** Fails when one of them has lost its connection. */
    void requireWell() {
        if (!isAlive()) {
            throw new IllegalStateException("The crowd is no more; " + standing + " stood", failure);
        }
    }

    @Override
    public void run() {
        try {
            long beat = System.nanoTime() + BEAT_NANOS;
            long step = System.nanoTime();
            while (!ended) {
                if (System.nanoTime() >= step) {
                    come();
                    step = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS);
                }
                selector.select(this::serve, STEP_MILLIS);
                if (System.nanoTime() >= beat) {
                    beat = System.nanoTime() + BEAT_NANOS;
                    beat();
                }
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void come() throws IOException {
        for (int i = 0; i < MOST_PER_STEP && clients.size() < wanted; i++) {
            if (clients.size() - standing.get() >= MOST_PENDING) {
                return;
            }
            clients.add(new IdleClient(broker, selector));
        }
    }

    private void serve(SelectionKey key) {
        if (((IdleClient) key.attachment()).serve()) {
            standing.incrementAndGet();
        }
    }

    private void beat() throws IOException {
        for (IdleClient client : clients) {
            client.beat();
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        selector.wakeup();
        try {
            join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (IdleClient client : clients) {
            client.close();
        }
        selector.close();
    }
}
