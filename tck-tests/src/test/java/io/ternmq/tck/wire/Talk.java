// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.FrameCodec;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.function.Function;

/**
 * One end of a socket as a script plays it: says frames or bytes, and expects frames. Heartbeats and confirmations are
 * passed over unless they are asked for. For one thread.
 *
 * @param <F> what the other side says
 */
final class Talk<F extends Frame> implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Function<ByteReader, F> decoder;

    private Talk(Socket socket, Function<ByteReader, F> decoder) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.decoder = decoder;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** Plays a client. */
    static Talk<Frame.FromBroker> withBroker(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address, PATIENCE_MILLIS);
        return new Talk<>(socket, FrameCodec::decodeFromBroker);
    }

    /** Plays a client whose socket takes little that it does not read. */
    static Talk<Frame.FromBroker> narrow(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(address, PATIENCE_MILLIS);
        return new Talk<>(socket, FrameCodec::decodeFromBroker);
    }

    /** Plays a broker. */
    static Talk<Frame.FromClient> withClient(Socket accepted) throws IOException {
        return new Talk<>(accepted, FrameCodec::decodeFromClient);
    }

    /** Says something. */
    void say(Frame frame) throws IOException {
        sayBytes(bytesOf(frame));
    }

    /** Says something that need not be a frame. */
    void sayBytes(byte... bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** A frame as it is on the wire. */
    static byte[] bytesOf(Frame frame) {
        ByteWriter bytes = new ByteWriter();
        FrameCodec.encode(frame, bytes);
        return bytes.toArray();
    }

    /** The next thing that the other side says, whatever it is. */
    F hear() throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return decoder.apply(new ByteReader(bytes));
    }

    /** The next thing that the other side says and that is not merely a sign of life. */
    F hearNews() throws IOException {
        F frame = hear();
        while (frame instanceof Frame.Beat || frame instanceof Frame.Received) {
            frame = hear();
        }
        return frame;
    }

    /** The next thing that the other side says, which has to be this. */
    <T extends Frame> T expect(Class<T> type) throws IOException {
        F frame = type == Frame.Beat.class || type == Frame.Received.class ? hear() : hearNews();
        if (!type.isInstance(frame)) {
            throw new AssertionError("Expected a " + type.getSimpleName() + ", but heard " + frame);
        }
        return type.cast(frame);
    }

    /** The other side is to hang up, whatever it says before. */
    void expectEnd() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The other side does not hang up", e);
        } catch (SocketException e) {
            return; // in the hard way
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
