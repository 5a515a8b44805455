// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.sasl.SaslClient;
import io.ternmq.protocol.wire.Features;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.Wire;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is said on a new socket before there are requests. For one thread. */
final class Dialogue {

    private final Wiring wiring;

    Dialogue(Wiring wiring) {
        this.wiring = wiring;
    }

    /** Says hello. */
    Frame.Welcome greet(long heartbeatMillis, @Nullable String broker) throws IOException {
        wiring.write(new Frame.Hello(Wire.VERSION, Features.ALL, heartbeatMillis, broker));
        Frame.Welcome welcome = expect(Frame.Welcome.class);
        if (welcome.version() != Wire.VERSION) {
            throw outOfPlace("speaks version " + welcome.version() + " of the protocol, this client " + Wire.VERSION);
        }
        if (welcome.heartbeatMillis() < 1 || welcome.heartbeatMillis() > heartbeatMillis) {
            throw outOfPlace("was asked for a heartbeat of " + heartbeatMillis + " ms and promises one of "
                    + welcome.heartbeatMillis());
        }
        return welcome;
    }

    /** Says who the client is. */
    void logIn(SaslClient client) throws IOException {
        wiring.write(new Frame.Login(client.mechanism(), wrap(client.begin())));
        Frame.FromBroker answer = next();
        while (answer instanceof Frame.Challenge challenge) {
            wiring.write(new Frame.Response(wrap(client.respond(challenge.bytes().toArray()))));
            answer = next();
        }
        client.finish(cast(answer, Frame.Accepted.class).outcome().toArray());
    }

    /** Begins a new connection, in the place of another one if that has a key. */
    Frame.Started start(Bytes former) throws IOException {
        wiring.write(new Frame.Start(former));
        return expect(Frame.Started.class);
    }

    /**
     * Goes on with a connection.
     *
     * @return null when the broker does not know it any more
     */
    Frame.@Nullable Resumed resume(Bytes key, long received) throws IOException {
        wiring.write(new Frame.Resume(key, received));
        Frame.FromBroker answer = wiring.in().next();
        return answer instanceof Frame.Bye ? null : cast(answer, Frame.Resumed.class);
    }

    private <T extends Frame.FromBroker> T expect(Class<T> type) throws IOException {
        return cast(next(), type);
    }

    private Frame.FromBroker next() throws IOException {
        Frame.FromBroker frame = wiring.in().next();
        if (frame instanceof Frame.Bye bye) {
            throw new ProviderException(bye.code(), bye.message());
        }
        return frame;
    }

    private <T> T cast(Frame.FromBroker frame, Class<T> type) {
        if (!type.isInstance(frame)) {
            throw new ProviderException(
                    ErrorCode.PROTOCOL,
                    wiring.target() + " answered with a " + frame.getClass().getSimpleName() + " where a "
                            + type.getSimpleName() + " should be.");
        }
        return type.cast(frame);
    }

    private ProviderException outOfPlace(String what) {
        return new ProviderException(ErrorCode.PROTOCOL, wiring.target() + " " + what + '.');
    }

    private static Bytes wrap(byte[] bytes) {
        return Bytes.wrap(bytes, 0, bytes.length);
    }
}
