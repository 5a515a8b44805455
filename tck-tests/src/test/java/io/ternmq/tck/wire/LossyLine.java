// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One connection through a {@link LossyProxy}, with a thread for each direction. Any thread may call. */
final class LossyLine {

    private static final int PIECE = 4 * 1024;
    private static final int NEVER = Integer.MAX_VALUE;

    private final LossyProxy proxy;
    private final Socket client;
    private final Socket broker;
    private final AtomicInteger running = new AtomicInteger(2);
    private final Way up = new Way();
    private final Way down = new Way();

    /** What happens to one direction. */
    private static final class Way {
        private volatile boolean swallows;
        private volatile int left = NEVER;
    }

    LossyLine(LossyProxy proxy, Socket client, Socket broker) {
        this.proxy = proxy;
        this.client = client;
        this.broker = broker;
    }

    void begin() {
        LossyProxy.begin("up", () -> carry(client, broker, up));
        LossyProxy.begin("down", () -> carry(broker, client, down));
    }

    void cutAfter(boolean isUp, int bytes) {
        (isUp ? up : down).left = bytes;
    }

    void swallow(boolean fromClient, boolean fromBroker) {
        up.swallows |= fromClient;
        down.swallows |= fromBroker;
    }

    void cut() {
        closeQuietly(client);
        closeQuietly(broker);
        proxy.forget(this);
    }

    /** Where nothing is passed on, the end is not passed on either: the other side has to find out by itself. */
    private void carry(Socket from, Socket to, Way way) {
        try {
            pump(from.getInputStream(), to.getOutputStream(), way);
        } catch (IOException e) {
            way.left = 0;
        }
        closeQuietly(from);
        if (!way.swallows) {
            closeQuietly(to);
        }
        if (running.decrementAndGet() == 0) {
            cut();
        }
    }

    private void pump(InputStream in, OutputStream out, Way way) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
            if (proxy.delayMicros() > 0) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(proxy.delayMicros()));
            }
            int left = way.left;
            if (!way.swallows) {
                out.write(piece, 0, Math.min(size, left));
            }
            if (left != NEVER && left <= size) {
                return;
            }
            if (left != NEVER) {
                way.left = left - size;
            }
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("A socket that cannot even be closed", e);
        }
    }
}
