// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import io.ternmq.message.Bytes;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.wire.Features;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** A broker's door behind which a script plays the broker. For one thread. */
final class ScriptedAcceptor implements AutoCloseable {

    static final Bytes KEY = Bytes.copyOf(new byte[] {1, 2, 3, 4});
    /** So long that no script is taken for silent on a busy machine. */
    static final long HEARTBEAT_MILLIS = 10_000;

    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket door;

    ScriptedAcceptor() throws IOException {
        door = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        door.setSoTimeout(PATIENCE_MILLIS);
    }

    String uri() {
        return "tcp://127.0.0.1:" + door.getLocalPort();
    }

    /** The next client. */
    Talk<Frame.FromClient> visitor() throws IOException {
        return Talk.withClient(door.accept());
    }

    /** The usual answer to a hello. */
    static Frame.Welcome welcome() {
        return welcome(Wire.VERSION, HEARTBEAT_MILLIS);
    }

    static Frame.Welcome welcome(int version, long heartbeatMillis) {
        return new Frame.Welcome(
                version, Features.ALL, heartbeatMillis, 1 << 20, System.currentTimeMillis(), List.of("ANONYMOUS"));
    }

    /** Plays the login. */
    static void logIn(Talk<Frame.FromClient> client) throws IOException {
        logIn(client, HEARTBEAT_MILLIS);
    }

    /** The same by a broker that wants to hear something more often. */
    static void logIn(Talk<Frame.FromClient> client, long heartbeatMillis) throws IOException {
        client.expect(Frame.Hello.class);
        client.say(welcome(Wire.VERSION, heartbeatMillis));
        client.expect(Frame.Login.class);
        client.say(new Frame.Accepted(Bytes.EMPTY));
    }

    /** Plays everything until a connection stands that can be resumed. */
    static void letIn(Talk<Frame.FromClient> client) throws IOException {
        letIn(client, HEARTBEAT_MILLIS);
    }

    /** The same by a broker that wants to hear something more often. */
    static void letIn(Talk<Frame.FromClient> client, long heartbeatMillis) throws IOException {
        logIn(client, heartbeatMillis);
        client.expect(Frame.Start.class);
        client.say(new Frame.Started(KEY, PATIENCE_MILLIS));
        answer(client, Connect.class, new Reply.Connected("scripted"));
    }

    /** Expects a request. */
    static Frame.Ask expectAsk(Talk<Frame.FromClient> client, Class<? extends Request> type) throws IOException {
        Frame.Ask ask = client.expect(Frame.Ask.class);
        if (!type.isInstance(ask.request())) {
            throw new AssertionError("Expected a " + type.getSimpleName() + ", but heard " + ask);
        }
        return ask;
    }

    /** Expects a request and answers it. */
    static Request answer(Talk<Frame.FromClient> client, Class<? extends Request> type, Reply reply)
            throws IOException {
        Frame.Ask ask = expectAsk(client, type);
        client.say(new Frame.Answer(ask.number(), reply));
        return ask.request();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
