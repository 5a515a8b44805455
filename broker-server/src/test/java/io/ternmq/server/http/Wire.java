// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A bare connection, on which anything can be said. */
final class Wire implements AutoCloseable {

    private static final int LONGEST_WAIT_MILLIS = 15_000;

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    static Wire to(Site site) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.base().getPort());
            socket.setSoTimeout(LONGEST_WAIT_MILLIS);
            return new Wire(socket);
        } catch (IOException e) {
            throw new AssertionError("No connection", e);
        }
    }

    /** Says something; whether the other side still listens does not matter. */
    boolean say(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Says something; the status of the answer, or -1 when the connection ends without one. */
    int status(String request) {
        say(request);
        String line = line();
        return line.startsWith("HTTP/1.1 ") ? Integer.parseInt(line.substring(9, 12)) : -1;
    }

    /** One line of what comes; empty at the end. */
    String line() {
        StringBuilder line = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            int next = in.read();
            while (next >= 0 && next != '\n') {
                line.append((char) next);
                next = in.read();
            }
        } catch (IOException e) {
            return line.toString(); // cut off in the middle
        }
        return line.toString().strip();
    }

    /** Reads until the other side ends; false when it does not in time. */
    boolean isEnded() {
        try {
            byte[] bytes = new byte[8_192];
            InputStream in = socket.getInputStream();
            int length = in.read(bytes);
            while (length >= 0) {
                length = in.read(bytes);
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // a reset is an end
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError("The socket does not close", e);
        }
    }
}
