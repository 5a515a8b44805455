// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.common.ByteWriter;
import io.ternmq.common.Log;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.FrameCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One socket to a broker. One thread reads and one at a time writes; any may close. */
final class Wiring {

    private static final Log LOG = Log.of(Wiring.class);

    private final Target target;
    private final Socket raw;
    private final Socket socket;
    private final FrameInput in;
    private final OutputStream out;

    private Wiring(Target target, Socket raw, Socket socket) throws IOException {
        this.target = target;
        this.raw = raw;
        this.socket = socket;
        this.in = new FrameInput(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /**
     * Connects.
     *
     * @param tls           makes encrypted sockets, for a target that is
     * @param verifyHost    whether the certificate has to name the host
     * @param timeoutMillis limit of the connect, of the handshake of TLS, and of each read until {@link #begin}
     */
    static Wiring open(Target target, @Nullable SSLSocketFactory tls, boolean verifyHost, int timeoutMillis)
            throws IOException {
        Socket raw = new Socket();
        try {
            raw.setTcpNoDelay(true);
            raw.connect(new InetSocketAddress(target.host(), target.port()), timeoutMillis);
            raw.setSoTimeout(timeoutMillis);
            refuseOneself(raw);
            return new Wiring(target, raw, tls == null ? raw : encrypted(raw, target, tls, verifyHost));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Where nobody listens, a system may connect a socket of its own machine to itself, port to port. */
    private static void refuseOneself(Socket raw) throws IOException {
        if (raw.getLocalSocketAddress().equals(raw.getRemoteSocketAddress())) {
            throw new ConnectException("Connection refused: nobody listens there");
        }
    }

    private static Socket encrypted(Socket raw, Target target, SSLSocketFactory tls, boolean verifyHost)
            throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(raw, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        if (verifyHost) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    Target target() {
        return target;
    }

    /** Whether the broker is on the same machine, as far as its address tells. */
    boolean isLoopback() {
        return raw.getInetAddress().isLoopbackAddress();
    }

    /** The dialogue is over: from here on reads wait without limit. */
    void begin() throws IOException {
        raw.setSoTimeout(0);
    }

    FrameInput in() {
        return in;
    }

    /** Writes one frame; for the dialogue, before anybody else writes. */
    void write(Frame.FromClient frame) throws IOException {
        ByteWriter bytes = new ByteWriter();
        FrameCodec.encode(frame, bytes);
        write(bytes);
    }

    void write(ByteWriter bytes) throws IOException {
        out.write(bytes.array(), 0, bytes.size());
        out.flush();
    }

    /** Ends reads and writes under way with an exception. The raw socket goes first: TLS would wait for a writer. */
    void close() {
        try {
            raw.close();
            socket.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The socket to " + target + " could not be closed", e);
        }
    }
}
