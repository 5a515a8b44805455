// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The least that the network takes: two blocking sockets of the loopback interface, with a thread at each end. */
final class BareSocket implements AutoCloseable {

    private static final int BATCH = 64;

    private final int length;
    private final Socket near;
    private final Socket far;
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    /**
     * Connects.
     *
     * @param length bytes of a message
     */
    BareSocket(int length) throws IOException {
        this.length = length;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            near = new Socket(server.getInetAddress(), server.getLocalPort());
            far = server.accept();
        }
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
    }

    /** Answers each message with one of the same length, until the near end is closed. */
    BareSocket echoing() {
        var unused = other.submit(() -> {
            DataInputStream in = new DataInputStream(far.getInputStream());
            byte[] bytes = new byte[length];
            while (!far.isClosed()) {
                in.readFully(bytes);
                far.getOutputStream().write(bytes);
            }
            return null;
        });
        return this;
    }

    /** Sends a message and waits for the answer. */
    void exchange(byte[] bytes) throws IOException {
        near.getOutputStream().write(bytes, 0, length);
        new DataInputStream(near.getInputStream()).readFully(bytes, 0, length);
    }

    /** Writes messages, many at once, until a moment of {@link System#nanoTime}; returns how many have arrived. */
    long stream(long end) throws Exception {
        Future<Long> arrived = other.submit(this::drain);
        OutputStream out = near.getOutputStream();
        byte[] bytes = new byte[BATCH * length];
        while (System.nanoTime() < end) {
            out.write(bytes);
        }
        near.shutdownOutput();
        return arrived.get() / length;
    }

    private long drain() throws IOException {
        InputStream in = far.getInputStream();
        byte[] bytes = new byte[BATCH * length];
        long sum = 0;
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
            sum += read;
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        near.close();
        far.close();
        other.shutdownNow();
    }
}
