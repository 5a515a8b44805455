// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Stands between clients and an acceptor and does what a network can do: waits, loses the rest of a frame together with
 * the connection, falls silent in one direction or both, or lets nobody through. It never reorders and never changes a
 * byte, as TCP does not. Any thread may call.
 */
final class LossyProxy implements AutoCloseable {

    private final ServerSocket door;
    private final InetSocketAddress target;
    private final Set<LossyLine> lines = ConcurrentHashMap.newKeySet();
    private final SplittableRandom chances;
    private volatile boolean refuses;
    private volatile long delayMicros;

    LossyProxy(InetSocketAddress target, SplittableRandom chances) throws IOException {
        this.door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        this.target = target;
        this.chances = chances;
        begin("door", this::accept);
    }

    static void begin(String name, Runnable task) {
        Thread thread = new Thread(task, "lossy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    /** How long each piece takes longer than it has to. */
    long delayMicros() {
        return delayMicros;
    }

    /** Holds every piece back for so long. */
    void delay(long micros) {
        delayMicros = micros;
    }

    /** Whether whoever comes is sent away. */
    void refuse(boolean newRefuses) {
        refuses = newRefuses;
    }

    /** Ends all connections at once. */
    void cut() {
        each(LossyLine::cut);
    }

    /** Ends each connection after a few more bytes, wherever in a frame that is. */
    void cutInTheMiddle() {
        each(line -> line.cutAfter(chance(2) == 0, chance(600)));
    }

    /** Passes nothing on any more, without a word to anybody. */
    void swallow(boolean fromClients, boolean fromBroker) {
        each(line -> line.swallow(fromClients, fromBroker));
    }

    private synchronized int chance(int bound) {
        return chances.nextInt(bound);
    }

    private void each(Consumer<LossyLine> step) {
        lines.forEach(step);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (refuses) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException expected) {
                // The door is closed, or the visitor has gone.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket broker = new Socket();
        try {
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            broker.connect(target);
        } catch (IOException e) {
            client.close();
            broker.close();
            return;
        }
        LossyLine line = new LossyLine(this, client, broker);
        lines.add(line);
        line.begin();
        if (refuses) {
            line.cut();
        }
    }

    void forget(LossyLine line) {
        lines.remove(line);
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
