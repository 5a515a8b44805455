// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.net;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.sasl.Login;
import io.ternmq.protocol.sasl.Mechanisms;
import io.ternmq.protocol.sasl.SaslClient;
import io.ternmq.protocol.wire.Features;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.FrameCodec;
import io.ternmq.protocol.wire.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Random;

/** A client that comes in as every client does and then says no more than that it is alive. For one thread. */
final class IdleClient {

    private static final int ROOM = 1_024;
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer arrived = ByteBuffer.allocate(ROOM);
    private boolean stands;

    IdleClient(InetSocketAddress broker, Selector selector) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        if (channel.connect(broker)) {
            greet();
        }
    }

    /** Does what there is to do; true when the client stands from now on. */
    boolean serve() {
        boolean stood = stands;
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                greet();
            } else if (key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stands && !stood;
    }

    private void greet() throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        say(new Frame.Hello(Wire.VERSION, Features.ALL, HEARTBEAT_MILLIS, null));
    }

    private void read() throws IOException {
        if (channel.read(arrived) < 0) {
            throw new EOFException("The broker has closed a connection");
        }
        int start = 0;
        while (arrived.position() - start >= Wire.LENGTH_BYTES) {
            int length = arrived.getInt(start);
            if (arrived.position() - start - Wire.LENGTH_BYTES < length) {
                break;
            }
            start += Wire.LENGTH_BYTES;
            hear(FrameCodec.decodeFromBroker(new ByteReader(arrived.array(), start, length)));
            start += length;
        }
        arrived.limit(arrived.position()).position(start).compact();
    }

    private void hear(Frame.FromBroker frame) throws IOException {
        if (frame instanceof Frame.Welcome welcome) {
            SaslClient sasl = Mechanisms.choose(
                    welcome.mechanisms(), new Login(null, null, false, true, false, false), new Random());
            say(new Frame.Login(sasl.mechanism(), Bytes.copyOf(sasl.begin())));
        } else if (frame instanceof Frame.Accepted) {
            say(new Frame.Start());
        } else if (frame instanceof Frame.Started) {
            say(new Frame.Ask(1, new Connect(null, null, null)));
        } else if (frame instanceof Frame.Answer answer && answer.reply() instanceof Reply.Connected) {
            stands = true;
        } else if (!(frame instanceof Frame.Beat)) {
            throw new IOException("The broker said " + frame);
        }
    }

    /** Says that it is alive, once it stands. */
    void beat() throws IOException {
        if (stands) {
            say(Frame.Beat.INSTANCE);
        }
    }

    private void say(Frame.FromClient frame) throws IOException {
        ByteWriter bytes = new ByteWriter();
        FrameCodec.encode(frame, bytes);
        ByteBuffer out = ByteBuffer.wrap(bytes.array(), 0, bytes.size());
        if (channel.write(out) == 0 || out.hasRemaining()) {
            throw new IOException("The socket does not take " + bytes.size() + " bytes");
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
