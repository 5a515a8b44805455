// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import io.ternmq.message.Bytes;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.sasl.Login;
import io.ternmq.protocol.sasl.Mechanisms;
import io.ternmq.protocol.sasl.SaslClient;
import io.ternmq.protocol.wire.Features;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What a script says that plays a client; its user is one of a broker with users, or nobody. */
final class ScriptedClient {

    private final InetSocketAddress address;
    private final String broker;
    private final @Nullable String user;

    ScriptedClient(InetSocketAddress address, String broker, @Nullable String user) {
        this.address = address;
        this.broker = broker;
        this.user = user;
    }

    /** The same, who says that it is somebody else. */
    ScriptedClient as(String other) {
        return new ScriptedClient(address, broker, other);
    }

    /** What is usually said first. */
    Frame.Hello hello() {
        return new Frame.Hello(Wire.VERSION, Features.ALL, 10_000, broker);
    }

    /** A socket on which nothing has been said. */
    Talk<Frame.FromBroker> stranger() throws IOException {
        return Talk.withBroker(address);
    }

    /** A socket on which the broker knows who this is. */
    Talk<Frame.FromBroker> loggedIn() throws IOException {
        return logIn(stranger());
    }

    Talk<Frame.FromBroker> logIn(Talk<Frame.FromBroker> talk) throws IOException {
        talk.say(hello());
        Frame.Welcome welcome = talk.expect(Frame.Welcome.class);
        String password = user == null ? null : passwordOf(user);
        SaslClient sasl = Mechanisms.choose(
                welcome.mechanisms(), new Login(user, password, false, true, false, false), new Random());
        talk.say(new Frame.Login(sasl.mechanism(), Bytes.copyOf(sasl.begin())));
        Frame.FromBroker answer = talk.hearNews();
        while (answer instanceof Frame.Challenge challenge) {
            talk.say(new Frame.Response(Bytes.copyOf(sasl.respond(challenge.bytes().toArray()))));
            answer = talk.hearNews();
        }
        if (!(answer instanceof Frame.Accepted)) {
            throw new AssertionError("Expected to be accepted, but heard " + answer);
        }
        return talk;
    }

    static String passwordOf(String user) {
        return "the password of " + user;
    }

    /** Begins a connection; what goes on with it later is what the broker says. */
    static Frame.Started start(Talk<Frame.FromBroker> talk) throws IOException {
        talk.say(new Frame.Start());
        Frame.Started started = talk.expect(Frame.Started.class);
        ask(talk, 1, new Connect(null, null, null), Reply.Connected.class);
        return started;
    }

    /** Asks for something and expects an answer, with nothing else before it. */
    static <T extends Reply> T ask(Talk<Frame.FromBroker> talk, long number, Request request, Class<T> type)
            throws IOException {
        talk.say(new Frame.Ask(number, request));
        Frame.FromBroker frame = talk.hearNews();
        if (frame instanceof Frame.DoneRange range && range.first() == number && range.count() == 1) {
            return type.cast(Reply.Done.INSTANCE);
        }
        if (frame instanceof Frame.Answer answer && answer.number() == number && type.isInstance(answer.reply())) {
            return type.cast(answer.reply());
        }
        throw new AssertionError("Expected the answer to " + request + ", but heard " + frame);
    }
}
